import { type PackageCheck, packagesIn, specOf } from '#shared/model/npm-package.ts';

/** What main would answer for packages whose name says what npm would: `missing-…`, `offline-…`, else it is there. */
export function packageChecksOf(command: readonly string[]): PackageCheck[] {
  return packagesIn(command).map((wanted) => {
    const { name } = wanted;
    if (name.startsWith('missing-')) {
      const message = `${name} is not in the registry that your npm asks, or is private and your npm may not see it. Anyone could register a free name, and what they publish would be run with your key: check how it is spelled before you export.`;
      return { package: specOf(wanted), state: 'missing', message };
    }
    if (name.startsWith('offline-')) {
      const message = `Whether ${name} is in the registry is not known. npm could not reach the registry (ENOTFOUND): are you offline? To look yourself: npm view ${name} name version`;
      return { package: specOf(wanted), state: 'unknown', message };
    }
    const message = `${name} is in the registry that your npm asks: version 1.2.0.`;
    return { package: specOf(wanted), state: 'found', message };
  });
}
