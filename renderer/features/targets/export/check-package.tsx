import { PackageSearch } from 'lucide-react';
import { useState } from 'react';
import { type PackageCheck, packagesIn } from '#shared/model/npm-package.ts';
import { splitCommand } from '#shared/text/command-line.ts';
import { api } from '../../../api/api.ts';
import { type ApiError, asApiError } from '../../../api/api-error.ts';
import { exportText } from '../../../text/targets.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useOneAtATime } from '../../../ui/use-one-at-a-time.ts';

interface Found {
  readonly command: string;
  /** null: npm is being asked. */
  readonly checks: readonly PackageCheck[] | null;
  readonly error: ApiError | null;
}

export interface PackageLook {
  /** Asks; null: the command fetches no package. */
  readonly check: (() => void) | null;
  /** Of this command; null: it was not asked about. */
  readonly found: Found | null;
}

/** What the user's npm knows of the package that a command would fetch: asked on a press alone. */
export function usePackageLook(command: string): PackageLook {
  const alone = useOneAtATime();
  const [found, setFound] = useState<Found | null>(null);
  const split = splitCommand(command);
  const words = split.state === 'words' ? split.words : [];
  const check = async () => {
    setFound({ command, checks: null, error: null });
    try {
      const checks = await api['targets.checkPackage']({ command: [...words] });
      setFound({ command, checks, error: null });
    } catch (thrown) {
      setFound({ command, checks: [], error: asApiError(thrown) });
    }
  };
  return {
    check: packagesIn(words).length === 0 ? null : () => void alone(check),
    // Another command has another answer.
    found: found?.command === command ? found : null,
  };
}

/** npm knows no such package: whoever registers it would get the key. */
export const isMissing = ({ found }: Pick<PackageLook, 'found'>): boolean =>
  found?.checks?.some(({ state }) => state === 'missing') ?? false;

export function CheckPackage({ check, found }: PackageLook) {
  if (check === null) return null;
  const asking = found?.checks === null;
  return (
    <Button busy={asking} onClick={check} className="justify-self-start">
      <Icon of={PackageSearch} />
      {asking ? exportText.checkingPackage : exportText.checkPackage}
    </Button>
  );
}

export function PackageFound({ found }: Pick<PackageLook, 'found'>) {
  return (
    <div role="status" className="grid gap-2 empty:hidden wide:col-span-2">
      {found?.error && <ErrorNotice error={found.error} />}
      {found?.checks?.map((each) => (
        <Notice key={each.package} tone={each.state === 'found' ? 'plain' : 'warn'}>
          {each.message}
        </Notice>
      ))}
    </div>
  );
}
