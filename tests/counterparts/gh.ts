import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/**
 * GitHub's command, as far as it handles secrets of a repository; GitHub is a JSON file. Written from its manual
 * (cli.github.com/manual/gh_secret_set, _list, _delete, gh_help_exit-codes, gh_help_environment), and strict: what the
 * manual does not know is an error, and so is a value anywhere but on standard input.
 * Called with its folder first: `secrets.json` holds the repositories, `fails` how the next calls fail, `calls.jsonl` what was asked.
 */
const [folder = '', ...argv] = process.argv.slice(2);
const STATE = join(folder, 'secrets.json');
const HOST = 'github.com';

type Places = Record<string, Record<string, { value: string; updatedAt: string }>>;

function end(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

const FLAGS: Record<string, ReadonlyMap<string, string>> = {
  set: new Map([
    ['--repo', 'repo'],
    ['-R', 'repo'],
    ['--env', 'env'],
    ['-e', 'env'],
  ]),
  list: new Map([
    ['--repo', 'repo'],
    ['-R', 'repo'],
    ['--env', 'env'],
    ['-e', 'env'],
    ['--json', 'json'],
  ]),
  delete: new Map([
    ['--repo', 'repo'],
    ['-R', 'repo'],
    ['--env', 'env'],
    ['-e', 'env'],
  ]),
};

function parse(words: readonly string[], flags: ReadonlyMap<string, string>) {
  const options: Record<string, string> = {};
  const names: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) {
      names.push(word);
      continue;
    }
    const [flag = '', ...rest] = word.split('=');
    const option = flags.get(flag);
    if (option === undefined) end(1, `unknown flag: ${flag}`);
    if (options[option] !== undefined) end(1, `${flag} given twice`);
    options[option] = rest.length > 0 ? rest.join('=') : (words[++at] ?? '');
  }
  return { options, names };
}

const [group, verb = '', ...words] = argv;
const flags = FLAGS[verb];
if (group !== 'secret' || flags === undefined)
  end(1, `unknown command "${argv.slice(0, 2).join(' ')}" for "gh"`);
const { options, names } = parse(words, flags);
const input = process.stdin.isTTY ? '' : await text(process.stdin);
appendFileSync(join(folder, 'calls.jsonl'), `${JSON.stringify({ argv, env: process.env, stdin: input })}\n`);

const fails = existsSync(join(folder, 'fails')) ? readFileSync(join(folder, 'fails'), 'utf8') : '';
const [failing, when = verb] = fails.split(' ');
const isNow = when === verb;
const url = `https://api.${HOST}/repos/x`;
if (isNow) {
  if (failing === 'login') end(4, 'To get started with GitHub CLI, please run:  gh auth login');
  if (failing === 'token') end(1, `failed to get secrets: HTTP 401: Bad credentials (${url})`);
  if (failing === 'rights')
    end(1, `failed to get secrets: HTTP 403: Must have admin rights to Repository. (${url})`);
  if (failing === 'limit') end(1, `HTTP 403: API rate limit exceeded for user ID 1. (${url})`);
  if (failing === 'offline')
    end(1, `error connecting to api.${HOST}\ncheck your internet connection or https://githubstatus.com`);
  if (failing === 'old') end(1, 'unknown flag: --json');
  if (failing === 'odd') end(1, `panic: ${input}`);
}

const match = new RegExp(`^(?:${HOST}/)?([A-Za-z0-9_-]+/[A-Za-z0-9._-]+)$`).exec(options.repo ?? '');
if (match === null) end(1, `expected the "[HOST/]OWNER/REPO" format, got "${options.repo}"`);
const place = `${match[1]}${options.env === undefined ? '' : `:${options.env}`}`.toLowerCase();
const places = JSON.parse(readFileSync(STATE, 'utf8')) as Places;
const secrets = places[place];
if (secrets === undefined) end(1, `failed to fetch public key: HTTP 404: Not Found (${url})`);

function save(): void {
  writeFileSync(`${STATE}.new`, JSON.stringify(places));
  renameSync(`${STATE}.new`, STATE);
}

const FIELDS = ['name', 'updatedAt', 'visibility', 'selectedReposURL', 'numSelectedRepos'];

if (verb === 'list') {
  if (names.length > 0) end(1, `unknown command "${names[0]}" for "gh secret list"`);
  const fields = (options.json ?? '').split(',');
  const unknown = fields.find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) end(1, `Unknown JSON field: "${unknown}"`);
  const rows = Object.entries(secrets).map(([name, { updatedAt }]) => ({ name, updatedAt }));
  process.stdout.write(`${JSON.stringify(rows)}\n`);
} else {
  const [name = ''] = names;
  if (names.length !== 1) end(1, 'must pass name argument');
  if (verb === 'delete') {
    if (secrets[name] === undefined) end(1, `failed to delete secret ${name}: HTTP 404: Not Found (${url})`);
    delete secrets[name];
  } else {
    if (!/^[A-Z_][A-Z0-9_]*$/.test(name) || name.startsWith('GITHUB_')) {
      end(
        1,
        `failed to set secret "${name}": HTTP 422: Secret names can only contain alphanumeric characters (${url})`,
      );
    }
    // As gh does it: line ends at the end are cut off.
    secrets[name] = {
      value: input.replace(/[\r\n]+$/, ''),
      updatedAt: new Date().toISOString().replace(/\.\d{3}/, ''),
    };
  }
  save();
  if (isNow && failing === 'lost')
    end(1, `Put "${url}": read tcp 10.0.0.2:1->10.0.0.1:443: connection reset by peer`);
}
