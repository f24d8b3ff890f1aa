import type { Agent } from 'undici';
import type { Transport } from '#core/ports/http.ts';

export interface UndiciTransport {
  readonly transport: Transport;
  /** Ends its connections, so that the process can end. */
  close(): Promise<void>;
}

interface Options {
  /** PEM certificates that count besides the well-known authorities. */
  readonly ca?: string;
}

// Loading undici takes longer than most commands run; those that send nothing never pay for it. Nor do they load tls,
// which starts a thread that reads certificates: Electron as Node aborts where it ends before that thread (its #52860).
const load = () => import('undici');

async function openAgent(ca: string | undefined): Promise<Agent> {
  const { Agent: UndiciAgent } = await load();
  return new UndiciAgent({ connect: { timeout: 10_000, ...(ca === undefined ? {} : await trusting(ca)) } });
}

async function trusting(ca: string) {
  const { rootCertificates } = await import('node:tls');
  return { ca: [...rootCertificates, ca] };
}

/** For the command, and for a connection with its own CA, which Electron cannot give to a session. */
export function createUndiciTransport({ ca }: Options = {}): UndiciTransport {
  let agent: Promise<Agent> | null = null;
  return {
    transport: async ({ url, method, headers, body, signal }) => {
      const { fetch } = await load();
      agent ??= openAgent(ca);
      const response = await fetch(url, {
        method,
        headers,
        body,
        signal,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        dispatcher: await agent,
      });
      return { status: response.status, headers: new Headers([...response.headers]), body: response.body };
    },
    close: async () => {
      await (await agent)?.destroy();
      agent = null;
    },
  };
}
