const COMMENT = /^\s*(#|\/\/)/;

/** @returns how many lines of comment a change takes out of a document, whatever its format; one behind a value is not counted */
function lostComments(before: string, after: string): number {
  const left = commentsOf(after);
  return commentsOf(before).filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  }).length;
}

/** What the owner of a file should know before an entry of ours is written or taken out. */
export const aboutComments = (before: string, after: string): readonly string[] =>
  lostComments(before, after) === 0
    ? []
    : ['A comment that somebody wrote inside the entry goes with it, and comes back by undo.'];

const commentsOf = (text: string): string[] =>
  text
    .split(/\r\n|\n|\r/)
    .filter((line) => COMMENT.test(line))
    .map((line) => line.trim());
