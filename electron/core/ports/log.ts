/** Structured lines in logs/; a secret known to the process is redacted whatever its form. */
export interface Log {
  /** What happened on the wire; written only where the user switched the debug log on. */
  debug(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  info(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, cause: unknown, fields?: Readonly<Record<string, string | number | boolean>>): void;
}
