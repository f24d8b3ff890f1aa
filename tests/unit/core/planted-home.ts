import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// A home folder as a developer's is, with secrets and what looks like them. The forms of the secrets are those that the
// services document; nothing here is taken from the scanner.

/** The same numbers for the same seed (mulberry32). */
export function createRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const of = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
  return { next, of };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const ALNUM = `${LOWER}${LOWER.toUpperCase()}${DIGITS}`;
const HEX = '0123456789abcdef';
const URLSAFE = `${ALNUM}-_`;
const BASE64 = `${ALNUM}+/`;

type Random = ReturnType<typeof createRandom>;

interface Kind {
  readonly kind: string;
  readonly name: string;
  readonly make: (random: Random) => string;
}

const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** 20 kinds. */
export const KINDS: readonly Kind[] = [
  { kind: 'GitHub', name: 'GITHUB_TOKEN', make: ({ of }) => `ghp_${of(ALNUM, 36)}` },
  {
    kind: 'GitHub fine-grained',
    name: 'GH_PAT',
    make: ({ of }) => `github_pat_${of(ALNUM, 22)}_${of(ALNUM, 59)}`,
  },
  {
    kind: 'OpenAI',
    name: 'OPENAI_API_KEY',
    make: ({ of }) => `sk-proj-${of(URLSAFE, 74)}T3BlbkFJ${of(URLSAFE, 74)}`,
  },
  { kind: 'Anthropic', name: 'ANTHROPIC_API_KEY', make: ({ of }) => `sk-ant-api03-${of(URLSAFE, 93)}AA` },
  { kind: 'AWS', name: 'aws_secret_access_key', make: ({ of }) => of(BASE64, 40) },
  { kind: 'Stripe', name: 'STRIPE_KEY', make: ({ of }) => `sk_live_51${of(ALNUM, 97)}` },
  {
    kind: 'Slack',
    name: 'SLACK_BOT_TOKEN',
    make: ({ of }) => `xoxb-${of(DIGITS, 12)}-${of(DIGITS, 13)}-${of(ALNUM, 24)}`,
  },
  { kind: 'Google', name: 'MAPS_KEY', make: ({ of }) => `AIzaSy${of(URLSAFE, 33)}` },
  { kind: 'npm', name: 'NPM_TOKEN', make: ({ of }) => `npm_${of(ALNUM, 36)}` },
  { kind: 'GitLab', name: 'GITLAB_TOKEN', make: ({ of }) => `glpat-${of(URLSAFE, 20)}` },
  {
    kind: 'SendGrid',
    name: 'SENDGRID_API_KEY',
    make: ({ of }) => `SG.${of(URLSAFE, 22)}.${of(URLSAFE, 43)}`,
  },
  {
    kind: 'Hugging Face',
    name: 'HF_TOKEN',
    make: ({ of }) => `hf_${of(`${LOWER}${LOWER.toUpperCase()}`, 34)}`,
  },
  { kind: 'Twilio', name: 'TWILIO_API_KEY', make: ({ of }) => `SK${of(HEX, 32)}` },
  { kind: 'Mailchimp', name: 'MAILCHIMP', make: ({ of }) => `${of(HEX, 32)}-us${of('123456789', 2)}` },
  { kind: 'DigitalOcean', name: 'DO_TOKEN', make: ({ of }) => `dop_v1_${of(HEX, 64)}` },
  { kind: 'PyPI', name: 'TWINE_PASSWORD', make: ({ of }) => `pypi-AgEIcHlwaS5vcmc${of(URLSAFE, 160)}` },
  {
    kind: 'JSON Web Token',
    name: 'SESSION',
    make: ({ of }) =>
      `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(`{"sub":"${of(HEX, 12)}","iat":${of('123456789', 9)}}`)}.${of(URLSAFE, 43)}`,
  },
  {
    kind: 'private key',
    name: 'DEPLOY',
    make: ({ of }) => {
      const lines = Array.from({ length: 6 }, () => of(BASE64, 64));
      return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----`;
    },
  },
  {
    kind: 'password in an address',
    name: 'DATABASE_URL',
    make: ({ of }) => `${of(ALNUM, 11)}7q${of(ALNUM, 5)}`,
  },
  { kind: 'by its name', name: 'BILLING_SECRET', make: ({ of }) => `${of(HEX, 30)}7d` },
];

type Container = readonly [path: string, write: (name: string, value: string) => string];

/** As programs and people write them. */
const CONTAINERS: readonly Container[] = [
  ['.env', (name, value) => `# settings\n${name}=${value}\n`],
  ['.env.production', (name, value) => `${name}="${value}"\n`],
  [
    '.cursor/mcp.json',
    (name, value) =>
      JSON.stringify({ mcpServers: { one: { command: 'npx', env: { [name]: value } } } }, null, 2),
  ],
  ['settings.toml', (name, value) => `[service]\n${name} = "${value}"\n`],
  ['compose.yaml', (name, value) => `services:\n  web:\n    environment:\n      ${name}: ${value}\n`],
  ['deploy.yaml', (name, value) => `env:\n  - name: ${name}\n    value: "${value}"\n`],
  ['.bashrc', (name, value) => `alias ll='ls -l'\nexport ${name}='${value}'\n`],
  ['.bash_history', (name, value) => `ls\nexport ${name}=${value}\ncd ..\n`],
  ['.zsh_history', (name, value) => `: 1700000000:0;${name}=${value} npm run deploy\n`],
  ['.config/fish/config.fish', (name, value) => `set -gx ${name} ${value}\n`],
  ['ConsoleHost_history.txt', (name, value) => `dir\r\n$env:${name} = "${value}"\r\n`],
  ['client.ts', (name, value) => `export const ${name} = '${value}';\n`],
  ['settings.py', (name, value) => `DEBUG = False\n${name} = "${value}"\n`],
  ['Dockerfile', (name, value) => `FROM node\nENV ${name} ${value}\n`],
  ['config.ini', (name, value) => `[default]\n${name} = ${value}\n`],
  ['notes.md', (name, value) => `The key of the service, ${name}: \`${value}\`\n`],
];

const ADDRESS = (value: string, random: Random) =>
  `postgres://app_${random.of(LOWER, 4)}:${value}@db.internal.acme.io:5432/main`;

export interface Planted {
  readonly file: string;
  readonly kind: string;
  readonly value: string;
}

type Alike = readonly [path: string, write: (random: Random) => string];

const uuid = ({ of }: Random) => `${of(HEX, 8)}-${of(HEX, 4)}-4${of(HEX, 3)}-a${of(HEX, 3)}-${of(HEX, 12)}`;

/** 25 sorts of what is no secret. */
const ALIKES: readonly Alike[] = [
  ['ids.env', (random) => `TENANT_ID=${uuid(random)}`],
  ['ids.json', (random) => `{ "keyId": "${uuid(random)}", "tokenId": "${uuid(random)}" }`],
  ['commits.env', ({ of }) => `GIT_COMMIT=${of(HEX, 40)}`],
  ['history.log', ({ of }) => `commit ${of(HEX, 40)} (HEAD -> main)`],
  ['.env.example', () => 'OPENAI_API_KEY=your-api-key-here'],
  ['.env.template', () => 'GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  ['refs.yaml', ({ of }) => `apiKey: \${${of(LOWER, 6).toUpperCase()}_API_KEY}`],
  ['workflow.yaml', ({ of }) => `token: \${{ secrets.${of(LOWER, 8).toUpperCase()}_TOKEN }}`],
  ['code.ts', ({ of }) => `const token = await get${of(LOWER, 5)}Token(request.headers.authorization);`],
  ['code.py', ({ of }) => `self.api_key = os.environ["${of(LOWER, 6).toUpperCase()}_API_KEY"]`],
  [
    'types.ts',
    ({ of }) =>
      `interface ${of(LOWER, 6)} { password: string; apiKey: string | undefined; secretKey?: Buffer }`,
  ],
  ['image.html', ({ of }) => `<img src="data:image/png;base64,${of(BASE64, 400)}">`],
  ['package-lock.json', ({ of }) => `"integrity": "sha512-${of(BASE64, 86)}==",`],
  ['images.yaml', ({ of }) => `image: registry.acme.io/web@sha256:${of(HEX, 64)}`],
  ['docs.md', () => 'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['readme.md', () => 'export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE'],
  ['authorized_keys', ({ of }) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${of(BASE64, 43)} me@laptop`],
  ['public.env', ({ of }) => `JWT_PUBLIC_KEY=${of(BASE64, 60)}`],
  ['limits.env', ({ of }) => `MAX_TOKENS=${of('123456789', 5)}\nTOKEN_URL=https://auth.acme.io/oauth/token`],
  [
    'keys.ts',
    ({ of }) =>
      `const cacheKey = 'user:${of(LOWER, 6)}:v2:profile-${of(DIGITS, 6)}'; const sortKey = 'createdAt2024';`,
  ],
  [
    'compose-dev.yaml',
    () => 'POSTGRES_PASSWORD: postgres\nDATABASE_URL: postgres://postgres:postgres@localhost:5432/dev',
  ],
  ['labels.yaml', ({ of }) => `password_label: "Enter your password"\nsecretName: tls-${of(LOWER, 5)}-cert`],
  [
    'paths.ini',
    ({ of }) =>
      `ssl_key = /etc/ssl/private/${of(LOWER, 8)}.key\ntoken_file = ~/.config/${of(LOWER, 6)}/token`,
  ],
  [
    'bundle.min.js',
    ({ of }) => `!function(e,t){e.exports={a:"${of(ALNUM, 32)}",k:t.key,p:t.password||""}}(module,this);`,
  ],
  [
    'op.env',
    ({ of }) => `SERVICE_TOKEN=op://vault/${of(LOWER, 6)}/credential\nSESSION_KEY=<your session key>`,
  ],
];

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o644 });
}

/** One kind as it stands in one container; what has lines of its own is a file of its own. */
export function plantOne(folder: string, { kind, name, make }: Kind, at: number, random: Random): Planted {
  const value = make(random);
  const [path, write] = CONTAINERS[at % CONTAINERS.length] ?? ['.env', String];
  const file = join(folder, value.includes('\n') ? `id_${path}` : path);
  if (value.includes('\n')) put(file, `${value}\n`);
  else put(file, write(name, kind === 'password in an address' ? ADDRESS(value, random) : value));
  return { file, kind, value };
}

const ROUNDS = 20;
const PARTS = 5;

/** 200 files, 60 secrets of 20 kinds, 500 look-alikes of 25 sorts. @returns what was planted */
export function plantHome(home: string, seed: number): readonly Planted[] {
  const random = createRandom(seed);
  const planted = [0, 1, 2].flatMap((round) =>
    KINDS.map((kind, at) => plantOne(join(home, `work/${at}-${round}`), kind, at * 5 + round * 7, random)),
  );
  for (const [path, write] of ALIKES) {
    for (let part = 0; part < PARTS; part += 1) {
      const lines = Array.from({ length: ROUNDS / PARTS }, () => write(random));
      put(join(home, `src/part-${part}`, path), `${lines.join('\n')}\n`);
    }
  }
  for (let number = 0; number < 15; number += 1) put(join(home, `notes/${number}.txt`), 'Nothing of note.\n');
  return planted;
}
