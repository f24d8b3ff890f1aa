import { AppError } from '#core/errors.ts';
import type { ManifestReader, ProviderPlugin } from '#core/ports/provider.ts';
import type { FakeService } from './service.ts';

interface FakeManifest {
  readonly id: string;
  /** Its one host. */
  readonly host?: string;
  /** Where it buys tokens. */
  readonly login?: string;
}

function parse(text: string): FakeManifest {
  const found = JSON.parse(text) as Partial<FakeManifest>;
  if (found.id !== undefined) return { ...found, id: found.id };
  throw new AppError('invalid-input', { message: 'id: it is missing.' });
}

/** Reads `{"id": "…", "host": "https://…"}`: a provider that leads to a fake service. */
export function fakeManifests({ plugin }: FakeService): ManifestReader {
  const read = (text: string): ProviderPlugin => {
    const { id, host = 'https://api.example.test', login } = parse(text);
    return {
      ...plugin,
      summary: {
        ...plugin.summary,
        id,
        name: id,
        custom: true,
        hosts: [{ id: 'main', baseUrl: host, stages: [] }],
      },
      manifest: text,
      destinations: ({ baseUrl }) => [baseUrl, ...(login === undefined ? [] : [login])],
      baseUrl: ({ wanted }) => ({ url: wanted ?? host, custom: (wanted ?? host) !== host }),
    };
  };
  return {
    read,
    check: (text) => {
      try {
        return { issues: [], provider: read(text).summary };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { issues: [{ path: 'id', message: error.message }], provider: null };
      }
    },
  };
}
