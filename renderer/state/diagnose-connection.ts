import type { Diagnosis } from '#shared/model/connection.ts';
import { api } from '../api/api.ts';
import { setState } from './store.ts';

/** Looks at the whole way to a service; its steps come by events meanwhile. @throws ApiError */
export async function diagnoseConnection(id: string): Promise<Diagnosis> {
  setState(({ diagnosing }) => ({ diagnosing: { ...diagnosing, [id]: [] } }));
  try {
    return await api['connections.diagnose']({ id });
  } finally {
    setState(({ diagnosing: { [id]: _ended, ...others } }) => ({ diagnosing: others }));
  }
}
