import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly url: string;
  /** From now on answers break off after so many bytes; null: they come whole. */
  cutAfter(bytes: number | null): void;
  stop(): Promise<void>;
}

/** Stands before a service on loopback and breaks the line in the middle of its answers. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { port: targetPort, host: targetHost } = new URL(target);
  const sockets = new Set<Socket>();
  let limit: number | null = null;

  const server = createServer((client) => {
    const upstream = connect(Number(targetPort), '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    const own = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    // Both ports have five digits, so that no length changes.
    client.on('data', (data: Buffer) =>
      upstream.write(data.toString('latin1').replace(own, targetHost), 'latin1'),
    );
    let sent = 0;
    upstream.on('data', (data: Buffer) => {
      if (limit === null) {
        client.write(data);
        return;
      }
      const part = data.subarray(0, Math.max(0, limit - sent));
      sent += part.length;
      client.write(part, () => {
        if (limit !== null && sent >= limit) client.destroy();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter: (bytes) => {
      limit = bytes;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
