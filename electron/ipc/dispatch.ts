import { AppError } from '#core/errors.ts';
import type { Log } from '#core/ports/log.ts';
import type { Contract, Handlers, Method } from '#shared/ipc/define.ts';
import type { Failure, Result } from '#shared/ipc/errors.ts';

export type Dispatch = (method: unknown, input: unknown) => Promise<Result<unknown>>;

const failed = (error: Failure): Result<never> => ({ ok: false, error });

const unknownMethod = failed({
  code: 'unknown-method',
  message: 'This window has no such call.',
  next: null,
});

/** Names the field and what is wrong with it. SECURITY: never the value; an input of the entry window is a secret. */
function invalidInput(
  issues: readonly { readonly path: PropertyKey[]; readonly message: string }[],
): Result<never> {
  const [issue] = issues;
  const field = issue?.path.map(String).join('.') ?? '';
  const failure: Failure = {
    code: 'invalid-input',
    message:
      issue === undefined || issue.message === '' ? 'The input is not of the right form.' : issue.message,
    next: null,
  };
  return failed(field === '' ? failure : { ...failure, field });
}

/** A bug: the log gets the whole of it, the page only a reference to find it by. */
function internal(log: Log, method: string, error: unknown): Result<never> {
  const ref = crypto.randomUUID().slice(0, 8);
  log.error('call failed', error, { method, ref });
  return failed({
    code: 'internal',
    message: `Something went wrong inside Keyrack (reference ${ref}).`,
    next: 'Try again. If it happens again, report it with the log file of today and this reference.',
  });
}

/**
 * One window's calls: parse in, run, parse out, map the error. Never throws.
 * SECURITY: the output is parsed strictly, so a handler cannot leak a field that the contract does not name.
 */
export function createDispatch<C extends Contract>(contract: C, handlers: Handlers<C>, log: Log): Dispatch {
  // A Map, so that "__proto__" and "constructor" are unknown methods like any other.
  const routes = new Map<string, { readonly method: Method; readonly run: (input: never) => unknown }>(
    Object.entries(contract).map(([name, method]) => [
      name,
      { method, run: handlers[name] as (input: never) => unknown },
    ]),
  );
  return async (name, input) => {
    const route = typeof name === 'string' ? routes.get(name) : undefined;
    if (route === undefined) return unknownMethod;
    const parsed = route.method.input.safeParse(input);
    if (!parsed.success) return invalidInput(parsed.error.issues);
    try {
      const output = route.method.output.safeParse(await route.run(parsed.data as never));
      if (output.success) return { ok: true, value: output.data };
      const paths = output.error.issues
        .map(({ path, code }) => `${path.map(String).join('.')} ${code}`)
        .join(', ');
      return internal(log, String(name), new Error(`the answer is not what the contract says: ${paths}`));
    } catch (error) {
      return error instanceof AppError ? failed(error.toFailure()) : internal(log, String(name), error);
    }
  };
}
