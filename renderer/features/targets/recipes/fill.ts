import type { Key } from '#shared/model/key.ts';
import { defaultServerName } from '#shared/model/server-name.ts';
import { joinCommand } from '#shared/text/command-line.ts';
import {
  DEFAULT_HEADER,
  fillHeader,
  type HeaderTemplate,
  parseHeader,
} from '#shared/text/header-template.ts';
import type { Surroundings } from '../../../state/surroundings.ts';
import { FIRST_CALLS, recipeText } from '../../../text/recipes.ts';

/** What the words in braces of a recipe stand for. SECURITY: the page has no secret, so none of them can be one. */
export type RecipeValues = Readonly<Record<string, string>>;

type Around = Pick<Surroundings, 'environment' | 'connection' | 'provider'>;

/**
 * @param key null: there is none yet, and the service's own words or usual ones stand in
 * @param unique whether the key's name tells it from all others
 */
export function recipeValues(key: Key | null, around: Around, unique: boolean): RecipeValues {
  const { environment, connection, provider } = around;
  const { usual } = recipeText;
  const host = (connection?.baseUrl || provider?.hosts[0]?.baseUrl) ?? usual.host;
  const url = `${host.replace(/\/$/, '')}${FIRST_CALLS[provider?.id ?? ''] ?? ''}`;
  const header = headerOf(provider?.header ?? null);
  const variable = key?.variable ?? provider?.variable ?? usual.variable;
  const exec = `keyrack exec --key ${shellWord(key === null ? usual.key : wordFor(key, unique))} --`;
  return {
    key: key?.name ?? usual.key,
    environment: environment?.name ?? usual.environment,
    host,
    url,
    headerName: header.name,
    headerValue: fillHeader(header, recipeText.value),
    headerReference: fillHeader(header, `$${variable}`),
    variable,
    server: environment === null ? '' : defaultServerName(provider?.id ?? key?.name ?? '', environment),
    command: joinCommand(provider?.servers[0]?.command ?? []),
    exec,
    curl: `${exec} sh -c ${shellWord(curlOf(header, variable, url))}`,
  };
}

/** The command takes a name only where it is one key's. */
const wordFor = ({ id, name }: Key, unique: boolean): string => (unique ? name : id);

const headerOf = (header: string | null): HeaderTemplate =>
  parseHeader(header ?? DEFAULT_HEADER) ?? { name: 'Authorization', value: 'Bearer {}' };

/** `-H @-`: a header on the command line could be read by every program of the machine. */
function curlOf(header: HeaderTemplate, variable: string, url: string): string {
  const literal = `${header.name}: ${header.value}`.replaceAll('\\', '\\\\').replaceAll('%', '%%');
  const format = shellWord(`${literal.replaceAll('{}', '%s')}\\n`);
  return `printf ${format} "$${variable}" | curl -s -H @- ${shellWord(url)}`;
}

/**
 * One word of a POSIX shell, in which nothing is expanded (XCU 2.2.2): what a name or an address holds is not run when the
 * line is pasted.
 */
function shellWord(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** @returns the text with every known word in braces filled in, once: what a value holds is never read again */
export const fillIn = (text: string, values: RecipeValues): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, word: string) => values[word] ?? whole);
