// Both sides have it; this project has the types of neither.
declare const URL: {
  canParse(text: string): boolean;
  new (
    text: string,
  ): {
    readonly protocol: string;
    readonly hostname: string;
    readonly username: string;
    readonly password: string;
  };
};

/** @returns null where it is no whole address of the web */
export const parseUrl = (text: string) =>
  /^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : null;

// The whole of 127.0.0.0/8 is this machine (RFC 1122, 3.2.1.3).
const LOOPBACK = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])$/;

const BLANK = /[\s\p{Cc}]/u;

/** @param hostname as `URL` normalises it, so that `127.1` and `0x7f000001` read `127.0.0.1` */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);

/**
 * What speaks against reaching a server by this URL with a key: the key would be read on the way, or stand in a file.
 * @returns null where nothing does
 */
export function serverUrlProblem(text: string): string | null {
  // A parser drops line ends and blanks; whoever reads the text as it stands would not.
  if (BLANK.test(text) || !URL.canParse(text))
    return 'Write a whole address, such as: https://mcp.example.com/mcp';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    return 'An address holds no user and no password: the key goes into a header.';
  }
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return isSafe
    ? null
    : 'Use https: over http the key could be read on the way. This machine itself may use http.';
}
