import { useState } from 'react';
import type { Incident } from '#shared/model/rotation.ts';
import { useKey } from '../../../state/selectors.ts';
import { FindLeaked } from './find-leaked.tsx';
import { LeakReplaced } from './leak-replaced.tsx';
import { ReplaceLeaked } from './replace-leaked.tsx';

/** Somebody else has a key: whose is it, what uses it, and one button that replaces it. */
export function LeakedKey() {
  const [id, setId] = useState<string | null>(null);
  const [incident, setIncident] = useState<Incident | null>(null);
  const key = useKey(id);
  if (incident !== null) return <LeakReplaced incident={incident} />;
  if (key === null) return <FindLeaked onFound={setId} />;
  return <ReplaceLeaked key={key.id} value={key} onOther={() => setId(null)} onReplaced={setIncident} />;
}
