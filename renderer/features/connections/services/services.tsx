import { useStore } from '../../../state/store.ts';
import { later } from '../../../ui/later.tsx';
import { ServiceList } from './service-list.tsx';

const ServiceEditor = later(() => import('./service-editor.tsx').then((all) => all.ServiceEditor));

/** The user's own services: the list of them, or the one that is being written. */
export function Services() {
  const draft = useStore((state) => state.draft);
  return draft === null ? <ServiceList /> : <ServiceEditor draft={draft} />;
}
