"""Makes the data bases of this folder: a small invented debate, in the schema of Discourse Network Analyzer 3.

    python3 make.py

It is not run by `cargo test`: the files are committed. They differ in how SQLite stores them:

debate.dna         UTF-8, pages of 512 bytes, so that there are interior pages, overflow chains and free pages
debate-utf16.dna   the same rows as UTF-16 in pages of 4096 bytes
scale.dna          agreement as an integer from -2 to 2, another variable, entities under entities
dna2.dna           the schema of DNA 2, empty but for a statement
"""

import os
import sqlite3

SCHEMA = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE CODERS(ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL CHECK (LENGTH(Name) < 191), Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0, Refresh INTEGER NOT NULL DEFAULT 0, FontSize INTEGER NOT NULL DEFAULT 14, Password TEXT NOT NULL CHECK (LENGTH(Password) < 191), PopupWidth INTEGER DEFAULT 300);
CREATE TABLE DOCUMENTS(ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL CHECK (LENGTH(Title) < 191), Text TEXT NOT NULL, Coder INTEGER, Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', Section TEXT NOT NULL DEFAULT '', Notes TEXT NOT NULL DEFAULT '', Type TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL, FOREIGN KEY(Coder) REFERENCES CODERS(ID) ON DELETE CASCADE);
CREATE TABLE STATEMENTTYPES(ID INTEGER NOT NULL PRIMARY KEY, Label TEXT NOT NULL, Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0);
CREATE TABLE VARIABLES(ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL, DataType TEXT NOT NULL CHECK (DataType = 'boolean' OR DataType = 'integer' OR DataType = 'long text' OR DataType = 'short text') DEFAULT 'short text', StatementTypeId INTEGER, FOREIGN KEY(StatementTypeId) REFERENCES STATEMENTTYPES(ID) ON DELETE CASCADE, UNIQUE (Variable, StatementTypeId));
CREATE TABLE VARIABLELINKS(ID INTEGER NOT NULL PRIMARY KEY, SourceVariableId INTEGER, TargetVariableId INTEGER);
CREATE TABLE REGEXES(Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191), Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0);
CREATE TABLE CODERRELATIONS(ID INTEGER NOT NULL PRIMARY KEY, Coder INTEGER, OtherCoder INTEGER, viewStatements INTEGER NOT NULL DEFAULT 1);
CREATE TABLE STATEMENTS(ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER NOT NULL CHECK(Start >= 0), Stop INTEGER NOT NULL CHECK(Stop >= 0), Coder INTEGER, CHECK (Start < Stop), FOREIGN KEY(StatementTypeId) REFERENCES STATEMENTTYPES(ID) ON DELETE CASCADE);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, Value INTEGER NOT NULL DEFAULT 1, UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, Value INTEGER NOT NULL DEFAULT 0, UNIQUE (StatementId, VariableId));
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT NOT NULL DEFAULT '' CHECK (LENGTH(Value) < 191), Red INTEGER, Green INTEGER, Blue INTEGER, ChildOf INTEGER CHECK(ChildOf > 0), UNIQUE (VariableId, Value));
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, Entity INTEGER NOT NULL, UNIQUE (StatementId, VariableId));
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, Value TEXT DEFAULT '', UNIQUE (StatementId, VariableId));
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, AttributeVariable TEXT NOT NULL, UNIQUE(VariableId, AttributeVariable));
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL, AttributeValue TEXT NOT NULL DEFAULT '', UNIQUE (EntityId, AttributeVariableId));
"""

# 29 November 2015, 10:30 UTC, and 1 December 2015, midnight UTC.
NOVEMBER, DECEMBER = 1448793000, 1448928000

LETTER = (
    "A letter \U0001f511 to the ministry\n\n"
    "“We will not hand over the keys,” said Jane Doe of Acme Ltd on Sunday.\n"
    "The ministry had asked every provider for them, its spokesman John Roe said: “Keys belong to the state.”\n"
    + "Neither side gave in. " * 40
    + "\nNobody asked the users, wrote the Users' League.\n"
)
REPLY = "\nThe Ministry of the Interior replied.\r\nIt \u202ewould\u202c not yield, it said; Acme must comply.\r\n"


class Debate:
    """A data base that statements are added to by the words they mark."""

    def __init__(self, path, page, encoding="UTF-8"):
        if os.path.exists(path):
            os.remove(path)
        self.base = sqlite3.connect(path)
        self.base.execute(f"PRAGMA page_size = {page}")
        self.base.execute(f'PRAGMA encoding = "{encoding}"')
        self.base.executescript(SCHEMA)
        self.insert("SETTINGS", "version", "3.0.11")
        self.texts = {}
        self.entities = {}
        self.statements = 0

    def insert(self, table, *values):
        columns = [row[1] for row in self.base.execute(f"PRAGMA table_info({table})")][: len(values)]
        marks = ", ".join("?" * len(values))
        self.base.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)

    def coder(self, number, name):
        self.insert("CODERS", number, name, 255, 0, 0, 0, 14, "not-a-real-password-hash")

    def document(self, number, title, text, coder, date, **more):
        more = [more.get(key, "") for key in ("author", "source", "section", "notes", "type")]
        self.insert("DOCUMENTS", number, title, text, coder, *more, date)
        self.texts[number] = text

    def entity(self, variable, value, child_of=None, **attributes):
        key = variable, value
        if key not in self.entities:
            self.entities[key] = len(self.entities) + 1
            self.insert("ENTITIES", self.entities[key], variable, value, 0, 0, 0, child_of)
        for attribute, text in attributes.items():
            number = self.base.execute(
                "SELECT ID FROM ATTRIBUTEVARIABLES WHERE VariableId = ? AND AttributeVariable = ?",
                (variable, attribute),
            ).fetchone()[0]
            self.base.execute(
                "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)",
                (self.entities[key], number, text),
            )
        return self.entities[key]

    def statement(self, kind, document, words, coder, short=(), boolean=(), integer=(), long=(), span=None):
        self.statements += 1
        start, stop = span or self.units(document, words)
        self.insert("STATEMENTS", self.statements, kind, document, start, stop, coder)
        for variable, value in short:
            self.base.execute(
                "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                (self.statements, variable, self.entity(variable, value)),
            )
        for table, values in (("DATABOOLEAN", boolean), ("DATAINTEGER", integer), ("DATALONGTEXT", long)):
            for variable, value in values:
                self.base.execute(
                    f"INSERT INTO {table} (StatementId, VariableId, Value) VALUES (?, ?, ?)",
                    (self.statements, variable, value),
                )

    def units(self, document, words):
        """Offsets as Java counts them: in units of UTF-16."""
        text = self.texts[document]
        start = text.index(words)
        length = lambda part: len(part.encode("utf-16-le")) // 2
        return length(text[:start]), length(text[: start + len(words)])

    def close(self):
        self.base.commit()
        self.base.close()


def debate(path, page, encoding="UTF-8"):
    d = Debate(path, page, encoding)
    for number, name in ((1, "Admin"), (2, "Ann Example"), (3, "Auto")):
        d.coder(number, name)
    d.document(1, "A letter to the ministry", LETTER, 2, NOVEMBER, author="Ann Reporter", source="The Paper", section="Politics", type="article", notes="front page")
    d.document(2, "A letter to the ministry", REPLY, 2, DECEMBER)
    d.document(3, "Nothing yet", "", 1, DECEMBER)
    d.insert("STATEMENTTYPES", 1, "DNA Statement")
    d.insert("STATEMENTTYPES", 2, "Annotation")
    for number, name, kind, of in (
        (1, "person", "short text", 1),
        (2, "organization", "short text", 1),
        (3, "concept", "short text", 1),
        (4, "agreement", "boolean", 1),
        (5, "place", "short text", 1),
        (6, "note", "long text", 2),
    ):
        d.insert("VARIABLES", number, name, kind, of)
    for variable in (1, 2, 3):
        for number, attribute in enumerate(("Type", "Alias", "Notes", "Country")):
            d.insert("ATTRIBUTEVARIABLES", (variable - 1) * 4 + number + 1, variable, attribute)
    for variable in (1, 2, 3, 5):
        d.entity(variable, "")
    d.entity(1, "Jane Doe", Type="Business", Notes="Chief executive")
    d.entity(2, "Acme Ltd", Type="Business", Alias="Acme", Country="GB")
    d.entity(2, "ACME LTD", Type="Business")
    d.entity(2, "Ministry of the Interior", Type="Government")
    d.entity(2, "Users' League", Type="Movement")
    d.entity(2, "Never Heard Of", Type="NGO")
    keys = 'Providers should hand over the "keys".'
    league = "Users should be asked\n(=1+1)"
    d.entity(3, keys, Notes="Keys of any kind", Alias="Keys")
    d.statement(1, 1, "We will not hand over the keys", 2, [(1, "Jane Doe"), (2, "Acme Ltd"), (3, keys), (5, "London")], [(4, 0)])
    d.statement(1, 1, "Keys belong to the state.", 2, [(1, "John Roe"), (2, "Ministry of the Interior"), (3, keys), (5, "")], [(4, 1)])
    d.statement(1, 1, "Nobody asked the users", 2, [(1, ""), (2, "Users' League"), (3, league)], [(4, 1)])
    d.statement(1, 1, "We will not hand over the keys", 3, [(1, "Jane Doe"), (2, "ACME LTD"), (3, keys)], [(4, 1)])
    d.statement(1, 2, "\u202ewould\u202c not yield", 2, [(1, ""), (2, "Ministry of the Interior"), (3, keys)], [(4, 1)])
    d.statement(1, 2, "Acme must comply", 2, [(1, "Jane Doe"), (2, ""), (3, keys)], [(4, 0)])
    # What cannot be carried: no concept, no actor, no agreement, half a character, beyond the text, no document.
    d.statement(1, 1, "Neither side", 2, [(1, "Jane Doe"), (2, ""), (3, "")], [(4, 1)])
    d.statement(1, 1, "gave in", 2, [(1, ""), (2, ""), (3, keys)], [(4, 1)])
    d.statement(1, 1, "on Sunday", 2, [(1, "Jane Doe"), (2, "Acme Ltd"), (3, keys)])
    d.statement(1, 1, "", 2, [(1, "Jane Doe"), (2, "Acme Ltd"), (3, keys)], [(4, 1)], span=(0, 10))
    d.statement(1, 1, "", 2, [(1, "Jane Doe"), (2, "Acme Ltd"), (3, keys)], [(4, 1)], span=(5, 2_000_000_000))
    d.statement(1, 9, "", 2, [(1, "Jane Doe"), (2, "Acme Ltd"), (3, keys)], [(4, 1)], span=(0, 4))
    d.statement(2, 1, "The ministry had asked", 3, long=[(6, "Check with the second reply.\nLater.")])
    d.insert("REGEXES", "key[s]?")
    d.insert("REGEXES", "provider")
    d.insert("CODERRELATIONS", 1, 2, 3)
    d.base.commit()
    # Rows that come and go leave free pages behind.
    d.base.execute("CREATE TABLE SCRATCH(ID INTEGER PRIMARY KEY, Text TEXT)")
    d.base.executemany("INSERT INTO SCRATCH (Text) VALUES (?)", [("x" * 300,) for _ in range(12)])
    d.base.commit()
    d.base.execute("DROP TABLE SCRATCH")
    d.close()


def scale(path):
    d = Debate(path, 1024)
    d.coder(1, "Ann")
    d.document(1, "Hearing", "One is strongly for it. Two is against it. Three does not mind.\n", 1, DECEMBER)
    d.insert("STATEMENTTYPES", 1, "Claim")
    for number, name, kind in ((1, "Speaker", "short text"), (2, "Party", "short text"), (3, "Policy", "short text"), (4, "Position", "integer")):
        d.insert("VARIABLES", number, name, kind, 1)
    front = d.entity(2, "The Front")
    d.entity(2, "Left Wing of the Front", child_of=front)
    d.statement(1, 1, "One is strongly for it", 1, [(1, "One"), (2, "The Front"), (3, "It should be done.")], integer=[(4, 2)])
    d.statement(1, 1, "Two is against it", 1, [(1, "Two"), (2, "Left Wing of the Front"), (3, "It should be done.")], integer=[(4, -1)])
    d.statement(1, 1, "Three does not mind", 1, [(1, "Three"), (2, ""), (3, "It should be done.")], integer=[(4, 0)])
    d.close()


def dna2(path):
    if os.path.exists(path):
        os.remove(path)
    base = sqlite3.connect(path)
    base.executescript(
        """
        CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT);
        INSERT INTO SETTINGS VALUES ('version', '2.0 beta 25');
        CREATE TABLE DOCUMENTS(ID INTEGER NOT NULL PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
        CREATE TABLE STATEMENTS(ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER, Stop INTEGER, Coder INTEGER);
        CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, Value TEXT);
        CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT, Type TEXT, Alias TEXT, Notes TEXT);
        """
    )
    base.commit()
    base.close()


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    debate("debate.dna", 512)
    debate("debate-utf16.dna", 4096, "UTF-16be")
    scale("scale.dna")
    dna2("dna2.dna")
