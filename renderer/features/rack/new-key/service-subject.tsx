import { newKeyText } from '../../../text/new-key.ts';
import { DialogSubject } from '../../../ui/dialog-subject.tsx';
import type { Service } from './use-service.ts';

/** Where the new key is to stand: a connection and its environment, as soon as one is chosen. */
export function ServiceSubject({ service: { connection, environment } }: { readonly service: Service }) {
  return <DialogSubject name={connection?.name ?? newKeyText.subject} environment={environment} />;
}
