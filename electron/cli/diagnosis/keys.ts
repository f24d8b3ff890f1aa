import type { Finding } from '../context.ts';
import { type OpenPatient, ok, orWell, warning } from './finding.ts';

/** Keys whose value was lost on its way from the service. */
export function checkKeys({ services }: Pick<OpenPatient, 'services'>): readonly Finding[] {
  const keys = services.keys.list();
  const orphans = keys.filter(({ status }) => status === 'orphan');
  return orWell(
    orphans.map(({ name, id }) =>
      warning(
        'keys',
        `"${name}" (${id}) was made, but its value was lost on the way.`,
        `keyrack key delete ${id}`,
      ),
    ),
    ok('keys', `${keys.length} known, none lost on its way.`),
  );
}
