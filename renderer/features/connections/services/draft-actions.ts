import { api } from '../../../api/api.ts';
import { toast } from '../../../state/actions.ts';
import { setState } from '../../../state/store.ts';
import { servicesText } from '../../../text/services.ts';
import { newManifest } from './manifest-text.ts';

/** What is written stays in the store until it is saved or discarded, whatever view is shown meanwhile. */
export const write = (id: string | null, text: string): void => setState({ draft: { id, text } });
export const discardDraft = (): void => setState({ draft: null });
export const beginService = (): void => write(null, newManifest());

/** @throws ApiError */
export async function editService(id: string): Promise<void> {
  write(id, (await api['providers.manifest']({ id })).text);
}

/** @throws ApiError cancelled */
export async function importService(): Promise<void> {
  write(null, (await api['providers.importFile']()).text);
}

/** @throws ApiError cancelled */
export async function exportService(id: string): Promise<void> {
  toast(servicesText.exported((await api['providers.exportFile']({ id })).file));
}
