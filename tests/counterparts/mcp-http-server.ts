// A small MCP server over Streamable HTTP that wants a header, as the protocol's own library makes one.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

export interface HttpServer {
  readonly url: string;
  /** Method and headers of each request that came. */
  readonly seen: { readonly method: string; readonly headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export async function serve(handle: Handle): Promise<HttpServer> {
  const seen: HttpServer['seen'] = [];
  const server: Server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', headers: request.headers });
    void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** @param wanted name in small letters, and value, of the header that opens it */
export const mcpOverHttp =
  (wanted: readonly [name: string, value: string]): Handle =>
  async (request, response) => {
    const [name, value] = wanted;
    if (request.headers[name] !== value) {
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
      return;
    }
    const server = new McpServer({ name: 'over http', version: '3.0.0' });
    server.registerTool('look', { description: 'Looks.' }, () => ({ content: [] }));
    // Without a session each request has a server of its own.
    const transport = new StreamableHTTPServerTransport({});
    response.on('close', () => void transport.close());
    await server.connect(transport as Transport);
    await transport.handleRequest(request, response);
  };
