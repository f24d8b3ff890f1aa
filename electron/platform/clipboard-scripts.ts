/**
 * What macOS and Windows have for scripts. Each script reads the value on its standard input and tells nothing of it.
 * Types that keep a value out of a history: nspasteboard.org, and Microsoft's "Cloud Clipboard and Clipboard History Formats".
 */
interface Scripts {
  readonly program: string;
  readonly copy: readonly string[];
  /** Says `cleared` where the clipboard held the value. */
  readonly clear: readonly string[];
}

const PASTEBOARD = `ObjC.import('AppKit');
const input = $.NSFileHandle.fileHandleWithStandardInput.readDataToEndOfFile;
const text = $.NSString.alloc.initWithDataEncoding(input, $.NSUTF8StringEncoding);
const board = $.NSPasteboard.generalPasteboard;
`;
const jxa = (lines: string) => ['-l', 'JavaScript', '-e', PASTEBOARD + lines];

const FORMS = `[Console]::InputEncoding = New-Object Text.UTF8Encoding $false
Add-Type -AssemblyName System.Windows.Forms
$text = [Console]::In.ReadToEnd()
`;
/** In the one form that no shell's quoting can change. */
const powerShell = (lines: string) => [
  '-NoProfile',
  '-NonInteractive',
  '-STA',
  '-EncodedCommand',
  Buffer.from(FORMS + lines, 'utf16le').toString('base64'),
];

export const SCRIPTS: Readonly<Partial<Record<string, Scripts>>> = {
  darwin: {
    program: 'osascript',
    copy: jxa(`board.clearContents;
board.setStringForType(text, 'public.utf8-plain-text');
board.setStringForType('', 'org.nspasteboard.ConcealedType');`),
    clear: jxa(`const held = board.stringForType('public.utf8-plain-text');
const isOurs = !held.isNil() && held.isEqualToString(text);
if (isOurs) board.clearContents;
isOurs ? 'cleared' : 'other';`),
  },
  win32: {
    program: 'powershell.exe',
    copy: powerShell(`$data = New-Object Windows.Forms.DataObject
$data.SetData([Windows.Forms.DataFormats]::UnicodeText, $true, $text)
foreach ($name in 'ExcludeClipboardContentFromMonitorProcessing', 'CanIncludeInClipboardHistory', 'CanUploadToCloudClipboard') {
  $data.SetData($name, (New-Object IO.MemoryStream (,[byte[]](0, 0, 0, 0))))
}
[Windows.Forms.Clipboard]::SetDataObject($data, $true)`),
    clear: powerShell(`if ([Windows.Forms.Clipboard]::GetText() -ceq $text) {
  [Windows.Forms.Clipboard]::Clear()
  'cleared'
} else { 'other' }`),
  },
};
