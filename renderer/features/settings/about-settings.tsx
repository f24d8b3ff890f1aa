import { known } from '../../state/remote.ts';
import { useStore } from '../../state/store.ts';
import { settingsText } from '../../text/settings.ts';

export function AboutSettings() {
  const about = known(useStore((state) => state.data.about));
  if (about === null) return null;
  const facts = [
    [settingsText.version, about.version],
    [settingsText.electron, about.electron],
    [settingsText.home, about.home],
  ] as const;
  return (
    <dl className="grid grid-cols-[104px_1fr] gap-x-3 gap-y-1.5">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="font-mono text-small wrap-anywhere select-text">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
