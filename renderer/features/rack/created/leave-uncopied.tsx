import { createdText } from '../../../text/created.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

interface Props {
  readonly onBack: () => void;
  readonly onLeave: () => void;
}

/** Closing is not confirming: it asks first, and the key stays marked. */
export function LeaveUncopied({ onBack, onLeave }: Props) {
  return (
    <Dialog
      title={createdText.leaveTitle}
      onClose={onBack}
      footer={
        <>
          <Button onClick={onBack}>{createdText.back}</Button>
          <Button look="primary" onClick={onLeave}>
            {createdText.keep}
          </Button>
        </>
      }
    >
      <p>{createdText.leaveText}</p>
      <p className="mt-1 text-muted">{createdText.leaveHelp}</p>
    </Dialog>
  );
}
