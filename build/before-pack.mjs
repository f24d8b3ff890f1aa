import { Arch } from 'electron-builder';
import { fetchNode } from '../scripts/package/node.mjs';
import { root } from '../scripts/setup.mjs';

/** Puts the Node of the system that is packed for where electron-builder.yml takes it from; without it nothing is packed. */
export default function beforePack({ electronPlatformName, arch }) {
  fetchNode(root, `${electronPlatformName}-${Arch[arch]}`);
}
