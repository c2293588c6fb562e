#!/usr/bin/env bash
# Builds a wheel of the program and tries it in a clean environment and folder: its licences, its command, the demo.
# Needs a Rust toolchain and Python with venv; maturin comes from PyPI.
#
#   tools/wheel/build.sh [FOLDER]        the wheel goes into FOLDER, target/wheels if none is named
#
# STANCEGRAPH_COMMIT=$(git rev-parse HEAD) tools/wheel/build.sh lets `stancegraph --version` name the commit.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p "${1:-target/wheels}"
wheels=$(cd "${1:-target/wheels}" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

python3 -m venv "$out/maker"
"$out/maker/bin/pip" install --quiet 'maturin>=1.9,<2'
# Licences are taken from the folder of pyproject.toml and those under it only.
mkdir "$out/project" "$out/wheel"
cp LICENSE* THIRD-PARTY.md "$out/project"
sed "s|\.\./\.\./Cargo.toml|$PWD/Cargo.toml|" tools/wheel/pyproject.toml > "$out/project/pyproject.toml"
(cd "$out/project" && "$out/maker/bin/maturin" build --release --out "$out/wheel")
wheel=("$out"/wheel/*.whl)

# What a wheel must hold.
"$out/maker/bin/python" - "${wheel[0]}" << 'PYTHON'
import email, sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
names = wheel.namelist()
find = lambda ending: [name for name in names if name.endswith(ending)]
metadata = email.message_from_bytes(wheel.read(find('.dist-info/METADATA')[0]))
problems = []
if not any('/scripts/stancegraph' in name for name in names): problems.append('the program')
for licence in 'LICENSE-MIT', 'LICENSE-APACHE', 'THIRD-PARTY.md':
    if not find(licence): problems.append(licence)
if metadata['License-Expression'] != 'MIT OR Apache-2.0': problems.append(f"the licence: {metadata['License-Expression']}")
if '# stancegraph' not in metadata.get_payload(): problems.append('the README')
if not metadata['Summary']: problems.append('the description')
if problems: sys.exit('the wheel lacks ' + ', '.join(problems))
print(f"{sys.argv[1].rsplit('/', 1)[-1]}: {metadata['Name']} {metadata['Version']}, {len(names)} files")
PYTHON

# A clean environment and folder.
python3 -m venv "$out/user"
"$out/user/bin/pip" install --quiet --no-index "${wheel[0]}"
mkdir "$out/folder"
cd "$out/folder"
"$out/user/bin/stancegraph" --version
"$out/user/bin/stancegraph" --quiet demo
test -s stancegraph-demo/index.html
"$out/user/bin/stancegraph" completions bash > completions.bash
bash -n completions.bash
"$out/user/bin/stancegraph" man --out man
test -s man/stancegraph-annotate.1
mv "${wheel[0]}" "$wheels/"
printf 'the wheel: %s\n' "$wheels/${wheel[0]##*/}"
