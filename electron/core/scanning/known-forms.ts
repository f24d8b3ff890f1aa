import type { KnownForm } from '../ports/scanning.ts';
import { entropyOf, isPlaceholder } from './judging.ts';

/** One form of secret; the first group, or else all of it, is the secret. */
interface Form {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Stands in every one of them: a form that begins with any letter is searched for slowly, and most files have none. */
  readonly needs?: RegExp;
}

const form = (kind: string, source: string, needs?: RegExp): Form => ({
  kind,
  ...(needs === undefined ? {} : { needs }),
  pattern: new RegExp(`(?:${source})(?![A-Za-z0-9_-])`, 'g'),
});

/**
 * Forms that the library of rules (platform/secret-rules.ts) does not know, or takes only in part. Each is what the
 * service documents, or shows in its console: prefix, alphabet, length.
 */
const FORMS: readonly Form[] = [
  form('OpenAI API key', 'sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,4096}'),
  form('OpenAI API key', 'sk-[A-Za-z0-9]{48}'),
  form('Anthropic API key', 'sk-ant-[a-z0-9]{2,8}-[A-Za-z0-9_-]{24,4096}'),
  form('OpenRouter API key', 'sk-or-v1-[0-9a-f]{64}'),
  form('Google API key', 'AIza[A-Za-z0-9_-]{35}'),
  form('Google OAuth secret', 'GOCSPX-[A-Za-z0-9_-]{28}'),
  form('AWS access key id', '(?:AKIA|ASIA)[A-Z2-7]{16}'),
  form('GitHub token', 'gh[pousr]_[A-Za-z0-9]{36,251}'),
  form('GitHub token', 'github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}'),
  form('GitLab token', 'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas)-[A-Za-z0-9_.-]{20,4096}'),
  form('Stripe key', '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,4096}'),
  form('Stripe webhook secret', 'whsec_[A-Za-z0-9+/=]{24,4096}'),
  form('Slack token', 'xox[abeoprs]-[A-Za-z0-9-]{20,4096}|xapp-\\d-[A-Z0-9]+-\\d+-[a-z0-9]{32,4096}'),
  form(
    'Slack webhook',
    'https://hooks\\.slack\\.com/(?:services|workflows)/[A-Za-z0-9]+/[A-Za-z0-9]+/[A-Za-z0-9/]{16,4096}',
  ),
  form(
    'Discord webhook',
    'https://(?:\\w+\\.)?discord(?:app)?\\.com/api/webhooks/\\d{17,20}/[A-Za-z0-9_-]{60,4096}',
  ),
  form('Telegram bot token', '\\d{8,10}:AA[A-Za-z0-9_-]{33}', /\d:AA/),
  form('npm token', 'npm_[A-Za-z0-9]{36}'),
  form('PyPI token', 'pypi-[A-Za-z0-9_-]{50,4096}'),
  form('RubyGems API key', 'rubygems_[0-9a-f]{48}'),
  form('crates.io token', 'cio[A-Za-z0-9]{32}'),
  form('SendGrid API key', 'SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{30,64}'),
  form('Brevo API key', 'xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}'),
  form('Resend API key', 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}'),
  form('Mailchimp API key', '[0-9a-f]{32}-us\\d{1,2}', /[0-9a-f]-us\d/),
  form('Mailgun API key', 'key-[0-9a-f]{32}'),
  form('Twilio API key', 'SK[0-9a-f]{32}'),
  form('Hugging Face token', 'hf_[A-Za-z0-9]{34,4096}'),
  form('Replicate token', 'r8_[A-Za-z0-9]{37}'),
  form('Groq API key', 'gsk_[A-Za-z0-9]{52}'),
  form('xAI API key', 'xai-[A-Za-z0-9]{70,4096}'),
  form('Perplexity API key', 'pplx-[A-Za-z0-9]{40,4096}'),
  form('DigitalOcean token', 'do[por]_v1_[0-9a-f]{64}'),
  form('Doppler token', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9._-]{40,4096}'),
  form('Sentry token', 'sntry[su]_[A-Za-z0-9+/=_-]{50,4096}'),
  form('Supabase token', 'sb(?:p|_secret)_[A-Za-z0-9_-]{20,4096}'),
  form('Postman API key', 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}'),
  form('New Relic key', 'NR(?:AK|JS|II)-[A-Za-z0-9]{27}'),
  form('Netlify token', 'nfp_[A-Za-z0-9]{36}'),
  form('Atlassian token', 'ATATT3[A-Za-z0-9_=-]{100,4096}'),
  form('Airtable token', 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}'),
  form('Square token', 'sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}'),
  form('Terraform Cloud token', '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,4096}', /\.atlasv1\./),
  form('age secret key', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}'),
  form('JSON Web Token', 'eyJ[A-Za-z0-9_-]{10,4096}\\.eyJ[A-Za-z0-9_-]{10,4096}\\.[A-Za-z0-9_-]{16,4096}'),
  form(
    'API key',
    '[a-z]{2,12}_(?:live|test|prod)_[A-Za-z0-9]{16,4096}',
    /_(?:live|test|prod)_[A-Za-z0-9]{16}/,
  ),
  { kind: 'Azure storage key', pattern: /AccountKey=([A-Za-z0-9+/]{86}==)/g },
];

/** SECURITY: from one mark to the next and no further, so that a file made for it cannot stop the scan (test: "a file that is made to take long ends"). */
const PRIVATE_KEY =
  /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----)[\s\S]){40,20000}-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
// A template shows the lines around nothing.
const KEY_LINE = /[A-Za-z0-9+/=]{40}/;

/** Secrets that begin or look as their service says. */
export function knownForms(text: string): readonly KnownForm[] {
  return [
    ...FORMS.flatMap((each) => found(each, text)),
    ...found({ kind: 'Private key', pattern: PRIVATE_KEY }, text),
  ];
}

/**
 * Nothing of the alphabet of tokens may stand before one: base64 of an image holds every short prefix somewhere. A line end
 * that is written `\n` is none of it. Asked afterwards, as a pattern that begins with it is searched for very slowly.
 */
const BEFORE = /(?:^|[^A-Za-z0-9_+/-]|\\[nrt])$/;

function found({ kind, pattern, needs }: Form, text: string): readonly KnownForm[] {
  if (needs?.test(text) === false) return [];
  return [...text.matchAll(pattern)].flatMap((match) => {
    const value = match[1] ?? match[0];
    const start = match.index + match[0].indexOf(value);
    const isInside = match[1] === undefined && !BEFORE.test(text.slice(Math.max(0, start - 2), start));
    return isInside || isForShow(value) ? [] : [{ kind, start, end: start + value.length }];
  });
}

// The token that jwt.io shows to everyone.
const SHOWN_TO_ALL = /\.eyJzdWIiOiIxMjM0NTY3ODkwIi/;

/** Written like a secret, so that people see what one looks like. */
export function isForShow(value: string): boolean {
  if (value.startsWith('-----BEGIN')) return !KEY_LINE.test(value);
  return isPlaceholder(value) || SHOWN_TO_ALL.test(value) || entropyOf(value.slice(4)) < 2.8;
}
