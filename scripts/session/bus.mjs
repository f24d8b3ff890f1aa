import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLine } from './display.mjs';

/**
 * A D-Bus session daemon of its own. Its configuration names no service folders, so nothing is started on
 * demand: no process appears that nobody ends, and no prompt of the desktop opens.
 */
export async function startBus({ processes, folder, env }) {
  const socket = join(folder, 'bus');
  const configuration = join(folder, 'bus.conf');
  writeFileSync(configuration, busConfiguration(socket));
  const args = [`--config-file=${configuration}`, '--nofork', '--nopidfile', '--print-address=3'];
  const daemon = processes.start('dbus-daemon', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], env });
  await firstLine(daemon, daemon.stdio[3], 'dbus-daemon');
  // The system's own bus may be missing, which Chromium complains of, or may hold things of the user.
  const address = `unix:path=${socket}`;
  return { DBUS_SESSION_BUS_ADDRESS: address, DBUS_SYSTEM_BUS_ADDRESS: address };
}

function busConfiguration(socket) {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
