import { describe, expect, it } from 'vitest';
import type { Machine } from '#core/ports/exporter.ts';
import { historyFiles, machineFiles } from '#core/scanning/places.ts';

const machineWith = (env: Machine['env'], changes: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  home: '/home/u',
  env,
  ...changes,
});
const NONE = machineWith({});

describe('a folder that a variable names', () => {
  it('has the files of shells in it', () => {
    const machine = machineWith({ XDG_DATA_HOME: '/data', ZDOTDIR: '/zsh' });
    expect(historyFiles(machine)).toEqual(
      expect.arrayContaining(['/data/fish/fish_history', '/zsh/.zsh_history']),
    );
    expect(machineFiles([], machine)).toContain('/zsh/.zshrc');
    expect(historyFiles(machine)).not.toContain('/home/u/.local/share/fish/fish_history');
  });

  it.each(['', 'relative', './x', '~/x'])('counts as absent where it is %j', (named) => {
    const machine = machineWith({ XDG_DATA_HOME: named, ZDOTDIR: named });
    expect(historyFiles(machine)).toEqual(historyFiles(NONE));
    expect(machineFiles([], machine)).toEqual(machineFiles([], NONE));
  });

  it.each([
    ['C:\\zsh', true],
    ['C:/zsh', true],
    ['\\\\server\\share', true],
    ['zsh', false],
    ['C:zsh', false],
  ])('is %j on Windows: %s', (named, isTaken) => {
    const machine = machineWith({ ZDOTDIR: named }, { platform: 'win32', home: 'C:\\Users\\u' });
    expect(machineFiles([], machine).includes(`${named}/.zshrc`)).toBe(isTaken);
  });
});
