import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A person's own doing: a shell, what shells are started by, and what only passes a command on. */
const NO_CLIENTS = new Set(
  'sh ash bash dash fish ksh mksh csh tcsh zsh nu pwsh xonsh login su sudo sshd tmux screen script env timeout systemd init'.split(
    ' ',
  ),
);
/** The command in a clone starts itself anew under another Node: then the one that counts is one further up. */
const OURSELVES = /(?:^|\/)keyrack(?:\.mjs)?$/;
const STEPS_MAX = 4;

const textOf = (pid: number, what: 'comm' | 'cmdline' | 'stat') =>
  readFileSync(`/proc/${pid}/${what}`, 'utf8');

/** In `stat` the parent stands second after the name, which is in brackets and may hold brackets itself. */
const parentOf = (pid: number) =>
  Number(
    textOf(pid, 'stat')
      .replace(/^.*\) /s, '')
      .split(' ')[1],
  );

const isOurselves = (pid: number) =>
  textOf(pid, 'cmdline')
    .split('\0')
    .slice(0, 3)
    .some((word) => OURSELVES.test(word));

/** An interpreter's name says little: the script that it runs says more. */
function nameOf(pid: number): string | null {
  const name = textOf(pid, 'comm').trim();
  if (NO_CLIENTS.has(name.replace(/^-/, ''))) return null;
  const script = textOf(pid, 'cmdline').split('\0')[1] ?? '';
  const told =
    /^(?:node|python|ruby|deno|bun)/.test(name) && script.startsWith('/') ? basename(script) : name;
  return told.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 40) || null;
}

/**
 * Which program has started this one, as far as the system tells: Linux alone does without a further process.
 * @param parent its process id
 * @returns its name; null for a shell, where it is not known, and wherever looking fails
 */
export function startedBy(parent: number): string | null {
  try {
    let pid = parent;
    for (let step = 0; step < STEPS_MAX && isOurselves(pid); step += 1) pid = parentOf(pid);
    return nameOf(pid);
  } catch {
    return null;
  }
}
