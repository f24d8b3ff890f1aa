import * as runtime from 'react/jsx-runtime';

/** React's own, as names of a module: each call of a CommonJS module's is longer by how it is looked up. */
export const { jsx, jsxs, Fragment } = runtime;
