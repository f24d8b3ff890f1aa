import type { FindKnownForms, KnownForm } from '#core/ports/scanning.ts';

// The rules of secretlint, without its engine: they are plain functions of a text, and its engine reads files of
// settings in the folders that are scanned, which would let a folder switch the scan off.

interface Report {
  readonly message: { readonly messageId: string };
  readonly range: readonly [start: number, end: number];
}

/** What a rule may call. Source: SecretLintRuleContext of `@secretlint/types`, of which these rules use as much. */
interface RuleContext {
  readonly sharedOptions: object;
  createTranslator(
    messages: unknown,
  ): (id: string) => { readonly message: string; readonly messageId: string };
  report(found: Report): void;
  ignore(place: unknown): void;
}

interface Rule {
  readonly meta: { readonly id: string };
  create(
    context: RuleContext,
    options: object,
  ): {
    file?(source: {
      readonly filePath: string;
      readonly content: string;
      readonly contentType: 'text';
      readonly ext: string;
    }): unknown;
  };
}

/**
 * What each rule finds, for people. Left out: addresses with a password, which core tells from examples, and comments by
 * which a file would switch rules off.
 */
const KINDS: Readonly<Record<string, string>> = {
  '1password': '1Password token',
  anthropic: 'Anthropic API key',
  aws: 'AWS secret',
  cloudflare: 'Cloudflare token',
  databricks: 'Databricks token',
  docker: 'Docker token',
  figma: 'Figma token',
  gcp: 'Google Cloud key',
  github: 'GitHub token',
  gitlab: 'GitLab token',
  grafana: 'Grafana token',
  groq: 'Groq API key',
  'hashicorp-vault': 'HashiCorp Vault token',
  huggingface: 'Hugging Face token',
  linear: 'Linear API key',
  notion: 'Notion token',
  npm: 'npm token',
  openai: 'OpenAI API key',
  privatekey: 'Private key',
  sendgrid: 'SendGrid API key',
  shopify: 'Shopify token',
  slack: 'Slack token',
  stripe: 'Stripe key',
  tailscale: 'Tailscale key',
  vercel: 'Vercel token',
};
const PREFIX = '@secretlint/secretlint-rule-';

interface Loaded {
  readonly kind: string;
  readonly rule: Rule;
}

let loaded: Promise<readonly Loaded[]> | null = null;

async function load(): Promise<readonly Loaded[]> {
  const { rules } = await import('@secretlint/secretlint-rule-preset-recommend');
  return (rules as unknown as readonly Rule[]).flatMap((rule) => {
    const kind = KINDS[rule.meta.id.replace(PREFIX, '')];
    return kind === undefined ? [] : [{ kind, rule }];
  });
}

/** Loaded with the first file: nothing but a scan needs them. */
export const findKnownForms: FindKnownForms = async (text, path) => {
  loaded ??= load();
  const found: KnownForm[] = [];
  for (const { kind, rule } of await loaded) await runRule(rule, { text, path }, kind, found);
  return found;
};

/** What the rule `aws` reads in front of a secret key: it reports the place of the name, and the length of the value. */
const AWS_NAME =
  /["']?(?:aws|AWS|Aws)?_?(?:secret|SECRET|Secret)_?(?:access|ACCESS|Access)_?(?:key|KEY|Key)["']?\s*(?:=>|[:=])\s*["']?/y;

function nameLength(text: string, start: number): number {
  AWS_NAME.lastIndex = start;
  return AWS_NAME.exec(text)?.[0].length ?? 0;
}

async function runRule(
  rule: Rule,
  { text, path }: { readonly text: string; readonly path: string },
  kind: string,
  found: KnownForm[],
): Promise<void> {
  const context: RuleContext = {
    sharedOptions: {},
    createTranslator: () => (messageId) => ({ message: '', messageId }),
    report: ({ range: [start, end] }) => {
      const name = rule.meta.id === `${PREFIX}aws` ? nameLength(text, start) : 0;
      found.push({ kind, start: start + name, end: end + name });
    },
    ignore: () => undefined,
  };
  const ext = /\.[^./\\]*$/.exec(path)?.[0] ?? '';
  try {
    await rule.create(context, {}).file?.({ filePath: path, content: text, contentType: 'text', ext });
  } catch {
    // One rule that stumbles over a file is no reason to pass over it: the others and core's own forms look too.
  }
}
