import { digits } from './counts.ts';

/** Words of the picker of scopes. */
export const pickerText = {
  count: (ticked: number, all: number) => `${digits(ticked)} of ${digits(all)} ticked`,
  presets: {
    nothing: 'Nothing',
    'read-only': 'Read only',
    everything: 'Everything',
    'as-before': 'As before for this tool',
  },
  search: 'Filter',
  searchHint: (count: number) => `Filter ${digits(count)} by name, category or what they authorize`,
  nothingFits: 'No scope fits.',
};
