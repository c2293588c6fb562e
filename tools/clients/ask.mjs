// Asks a running `stancegraph serve` with Comunica: node ask.mjs http://127.0.0.1:8017
import assert from "node:assert/strict";
import { QueryEngine } from "@comunica/query-sparql";

const server = process.argv[2].replace(/\/$/, "");
const engine = new QueryEngine();
const prefix = "PREFIX sg: <https://w3id.org/stancegraph#>\n";
const question = `${prefix}SELECT ?actor ?proposition { ?p a sg:Position ; sg:actor ?actor ; sg:proposition ?proposition }`;
const counts = {};
for (const [name, source] of Object.entries({
  "the endpoint": { type: "sparql", value: `${server}/sparql` },
  "the endpoint, found by itself": `${server}/sparql`,
  "the default graph as a file": { type: "file", value: `${server}/graphs?default` },
})) {
  const bindings = await engine.queryBindings(question, { sources: [source] });
  counts[name] = (await bindings.toArray()).length;
  console.log(`Comunica, ${name}: ${counts[name]} positions`);
}
assert.equal(new Set(Object.values(counts)).size, 1);
assert.ok(Object.values(counts)[0] > 0);
const ask = await engine.queryBoolean(`${prefix}ASK { ?s a sg:Statement }`, {
  sources: [{ type: "sparql", value: `${server}/sparql` }],
});
assert.equal(ask, true);
console.log("Comunica, ASK:", ask);
const quads = await engine.queryQuads(`${prefix}CONSTRUCT WHERE { ?s a sg:Statement }`, {
  sources: [{ type: "sparql", value: `${server}/sparql` }],
});
console.log("Comunica, CONSTRUCT:", (await quads.toArray()).length, "quads");
