import { expect, test } from 'vitest';
import { dockerEnv } from '../../../electron/exporters/editors/docker-env.ts';
import { dotenv } from '../../../electron/exporters/editors/dotenv.ts';
import { shell } from '../../../electron/exporters/editors/shell.ts';
import { yaml } from '../../../electron/exporters/editors/yaml.ts';

test.each([
  'env:\n  KEY: >- # my key\n    canary\nother: a\n',
  'env:\n  KEY: | # token of mine\n    canary\n    canary\n',
])('a comment on the head of a block text brings nothing of the text back: %j', (text) => {
  const masked = yaml.mask(text, null);
  expect(masked).not.toContain('canary');
  expect(masked.split('\n')).toHaveLength(text.split('\n').length);
});

test.each(['# the api key was canary', '# - password canary', '# "canary"', '  ## token: canary'])(
  'files of variables hide the comments that every other format hides: %s',
  (comment) => {
    for (const editor of [dotenv, dockerEnv, shell])
      expect(editor.mask(`A=1\n${comment}\n`, null)).not.toContain('canary');
  },
);
