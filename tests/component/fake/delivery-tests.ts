import type { DeliveryRow } from '#shared/model/delivery.ts';
import type { DeliveryTest } from '#shared/model/delivery-test.ts';

const WORKS: DeliveryTest = {
  ok: true,
  message: 'unizo-mcp 2.4.1 answered and offers 6 tools.',
  next: null,
  notes: ['The entry was changed since Keyrack wrote it. What stands there now was tested.'],
  server: { name: 'unizo-mcp', version: '2.4.1' },
  tools: [
    'list_connections',
    'get_connection',
    'list_events',
    'search_tickets',
    'create_ticket',
    'close_ticket',
  ],
  milliseconds: 2_340,
  output: ['unizo-mcp: listening on stdio', 'unizo-mcp: region eu'],
};

const FAILS: DeliveryTest = {
  ok: false,
  message: 'Before it had answered, the server ended with code 1.',
  next: 'Read what it wrote, or run its command by hand.',
  notes: [],
  server: null,
  tools: null,
  milliseconds: 870,
  output: [
    'Error: the key [secret] was refused by https://api.example.com/v1/session/with/a/long/path/that/has/to/be/broken',
    '    at start (/usr/lib/node_modules/@unizo/mcp/dist/index.js:14:9)',
  ],
};

/** One that is as Keyrack wrote it works. */
export const deliveryTestFor = (delivery: DeliveryRow | undefined): DeliveryTest =>
  delivery?.state === 'intact' ? WORKS : FAILS;
