export const setupText = {
  title: 'Set up Keyrack',
  steps: ['Storage', 'Environments', 'Connection'],
  continue: 'Continue',
  back: 'Back',
  storage: {
    title: 'Where should secrets be kept?',
    text: 'You can see the storage in use at any time, at the bottom of the window.',
    keychain: 'Keychain',
    keychainText: 'Your operating system keeps them and opens them when you log in.',
    passphrase: 'Passphrase',
    passphraseText:
      'Keyrack seals them in files, opened by a passphrase that you type and that is stored nowhere.',
    recommended: 'Recommended',
    notHere: 'Not available',
    presence: 'Set an app passphrase',
    presenceSet: 'App passphrase set',
    presenceText:
      'An app passphrase is optional. Keyrack asks for it before a key is copied a second time. It guards against the person at the keyboard, not against other programs of the same user.',
  },
  environments: {
    title: 'Which environments do you work in?',
    text: 'Each has its own connections and keys, so that a key for testing never reaches production.',
    create: 'Create environments',
    own: 'New environment',
  },
  connection: {
    title: 'Connect a first service',
    text: 'Keyrack creates keys there, checks them and revokes them.',
    skip: 'Skip for now',
  },
};
