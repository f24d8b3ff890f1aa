import type { ErrorCode } from '#shared/ipc/errors.ts';
import type { Reason } from '#shared/model/key.ts';

interface Words {
  /** After "<service> ". */
  readonly says: string;
  readonly next: string;
}

interface Row {
  readonly code: ErrorCode;
  readonly credential: Words;
  readonly key: Words;
}

const RENEW = 'make a new one in the console of the service and enter it in the settings of the connection.';

/** One row a reason: what it means for the credential of a connection, and for a key that is verified. */
export const REASON_WORDS: Readonly<Record<Reason, Row>> = {
  invalid: {
    code: 'unauthorized',
    credential: {
      says: 'does not know the credential of this connection.',
      next: 'It may be mistyped, or of another account: enter it again in the settings of the connection.',
    },
    key: {
      says: 'does not know the key.',
      next: 'It may be mistyped, deleted, or a key of another account: look for it in the console of the service.',
    },
  },
  expired: {
    code: 'unauthorized',
    credential: {
      says: 'says that the credential of this connection has expired.',
      next: `The old one will not work again: ${RENEW}`,
    },
    key: {
      says: 'says that the key has expired.',
      next: 'Make a new key, and put it where this one is used.',
    },
  },
  revoked: {
    code: 'unauthorized',
    credential: {
      says: 'says that the credential of this connection was revoked.',
      next: `If nobody of yours did that, find out who: ${RENEW}`,
    },
    key: {
      says: 'says that the key was revoked.',
      next: 'It will not work again: make a new key, and put it where this one is used.',
    },
  },
  suspended: {
    code: 'unauthorized',
    credential: {
      says: 'says that the credential of this connection is suspended.',
      next: 'Look in the console of the service why, and switch it on again there.',
    },
    key: {
      says: 'says that the key is suspended.',
      next: 'Look in the console of the service why; it can be switched on again there.',
    },
  },
  'wrong environment': {
    code: 'unauthorized',
    credential: {
      says: 'says that the credential belongs to another environment.',
      next: 'Use the credential of this environment, or make the connection in the environment that it is for.',
    },
    key: {
      says: 'says that the key belongs to another environment.',
      next: 'Use it in the environment that it was made for.',
    },
  },
  'scope missing': {
    code: 'refused',
    credential: {
      says: 'says that the credential of this connection lacks a permission for this.',
      next: 'Give it that permission in the console of the service, or enter one that has it.',
    },
    key: {
      says: 'knows the key, but the key lacks the scope that was tried.',
      next: 'That is in order unless the key needs that scope: then make one with more scopes.',
    },
  },
  'service not enabled': {
    code: 'refused',
    credential: {
      says: 'says that this is not enabled for your account.',
      next: 'Have it enabled in the console of the service, or ask its support.',
    },
    key: {
      says: 'knows the key, but says that the service which was tried is not enabled for your account.',
      next: 'Have it enabled in the console of the service, or ask its support.',
    },
  },
  'address not allowed': {
    code: 'refused',
    credential: {
      says: 'takes the credential of this connection from other addresses alone.',
      next: 'Add the address of this computer in the console of the service.',
    },
    key: {
      says: 'knows the key, but takes it from other addresses alone, so it was not judged.',
      next: 'Try it from an allowed address, or change the addresses that it allows.',
    },
  },
  'rate limit': {
    code: 'rate-limited',
    credential: { says: 'got too many requests and asks to wait.', next: 'Try again in a minute.' },
    key: { says: 'got too many requests, so the key was not judged.', next: 'Try again in a minute.' },
  },
};
