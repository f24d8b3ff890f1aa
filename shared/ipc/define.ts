import type * as z from 'zod/mini';

/** One method of a window: what goes in and what comes out, both checked at run time in main. */
export interface Method {
  readonly input: z.ZodMiniType;
  readonly output: z.ZodMiniType;
}

export type Contract = Readonly<Record<string, Method>>;

export type Input<M extends Method> = z.input<M['input']>;
export type Output<M extends Method> = z.output<M['output']>;

/** What main implements: parsed input in, checked output out. */
export type Handlers<C extends Contract> = {
  readonly [K in keyof C]: (
    input: z.output<C[K]['input']>,
  ) => z.input<C[K]['output']> | Promise<z.input<C[K]['output']>>;
};

/** What a page calls. Rejects with the contract's closed errors. */
export type Client<C extends Contract> = {
  readonly [K in keyof C]: undefined extends Input<C[K]>
    ? () => Promise<Output<C[K]>>
    : (input: Input<C[K]>) => Promise<Output<C[K]>>;
};
