import { execFileSync } from 'node:child_process';

type Env = Readonly<Record<string, string>>;

const SECRETS = ['--session', '--print-reply', '--dest=org.freedesktop.secrets'];

/** A property of the Secret Service, asked with a program that is not ours. @returns the strings and paths in it */
function strings(env: Env, path: string, of: string, property: string): readonly string[] {
  const args = [
    ...SECRETS,
    path,
    'org.freedesktop.DBus.Properties.Get',
    `string:${of}`,
    `string:${property}`,
  ];
  const answer = execFileSync('dbus-send', args, { env, encoding: 'utf8' });
  return [...answer.matchAll(/(?:object path|string) "(.*)"/g)].map(([, text = '']) => text);
}

/** The attributes of every item in every collection, whoever wrote it. */
export function itemsOf(env: Env): readonly Readonly<Record<string, string>>[] {
  const root = '/org/freedesktop/secrets';
  const collections = strings(env, root, 'org.freedesktop.Secret.Service', 'Collections');
  const items = collections.flatMap((path) =>
    strings(env, path, 'org.freedesktop.Secret.Collection', 'Items'),
  );
  return items.map((path) => {
    const words = strings(env, path, 'org.freedesktop.Secret.Item', 'Attributes');
    const pairs = words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? '']] : []));
    return Object.fromEntries(pairs) as Record<string, string>;
  });
}
