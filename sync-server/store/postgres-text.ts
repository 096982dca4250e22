/** A statement as PostgreSQL wants it; `name` where it is worth keeping prepared on every connection. */
export interface PostgresText {
  readonly text: string;
  readonly name?: string;
}

/** What must be left as it is: strings, quoted names and comments; a placeholder stands outside of them. */
const parts = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\?/g;

/** SQLite compares texts byte by byte; a database of its own collation would order places and ids otherwise. */
function bytewise(statement: string): string {
  return /^\s*(create|alter) table/i.test(statement)
    ? statement.replaceAll(/\btext\b/gi, 'text collate "C"')
    : statement;
}

function translated(statement: string): string {
  let number = 0;
  const numbered = statement.replaceAll(parts, (part) =>
    part === '?' ? `$${(number += 1)}` : part,
  );
  return bytewise(numbered);
}

/** Prepared statements stay on a connection as long as it lives: no more than these. */
const mostNamed = 300;

/** Turns the statements of this server into PostgreSQL's, each only once. */
export function makePostgresTexts(): (statement: string) => PostgresText {
  const known = new Map<string, PostgresText>();
  return (statement) => {
    const found = known.get(statement);
    if (found) return found;
    const text = translated(statement);
    if (known.size >= mostNamed) return { text };
    const made = { text, name: `linli_${known.size}` };
    known.set(statement, made);
    return made;
  };
}
