/** Said of a file that is to get a value, and no more once it is ignored. */
export const NEXT_COMMIT =
  'This file is inside a git work tree: the value would go with the next commit that takes it in.';
