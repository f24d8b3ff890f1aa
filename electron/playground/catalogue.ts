import * as z from 'zod/mini';
import { nameSchema } from '#shared/model/text-fields.ts';

/** What a key may be allowed. */
export const SCOPES = [
  'contacts:read',
  'contacts:write',
  'contacts:delete',
  'tickets:read',
  'tickets:write',
  'tickets:delete',
  'reports:read',
  'webhooks:manage',
] as const;
export type ScopeId = (typeof SCOPES)[number];

/** One kind of data that keys open. */
export interface Kind {
  readonly name: string;
  readonly read: ScopeId;
  /** null: nobody can add or delete. */
  readonly change: { readonly write: ScopeId; readonly delete: ScopeId; readonly body: z.ZodMiniType } | null;
  /** What a new account finds, in live and in test mode alike. */
  readonly samples: readonly Readonly<Record<string, unknown>>[];
}

const contact = z.strictObject({ name: nameSchema, email: z.email() });
const ticket = z.strictObject({ title: nameSchema, priority: z.enum(['low', 'normal', 'high']) });
const webhook = z.strictObject({
  url: z.url({ protocol: /^https$/ }),
  event: z.enum(['contact.added', 'ticket.opened']),
});

export const KINDS: readonly Kind[] = [
  {
    name: 'contacts',
    read: 'contacts:read',
    change: { write: 'contacts:write', delete: 'contacts:delete', body: contact },
    samples: [
      { name: 'Ada Lovelace', email: 'ada@example.com' },
      { name: 'Grace Hopper', email: 'grace@example.com' },
      { name: 'Katherine Johnson', email: 'katherine@example.com' },
    ],
  },
  {
    name: 'tickets',
    read: 'tickets:read',
    change: { write: 'tickets:write', delete: 'tickets:delete', body: ticket },
    samples: [{ title: 'The door does not open', priority: 'high' }],
  },
  {
    name: 'reports',
    read: 'reports:read',
    change: null,
    samples: [{ title: 'Visits by week', rows: 52 }],
  },
  {
    name: 'webhooks',
    read: 'webhooks:manage',
    change: { write: 'webhooks:manage', delete: 'webhooks:manage', body: webhook },
    samples: [],
  },
];
