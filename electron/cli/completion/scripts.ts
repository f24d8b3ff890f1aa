import { POWERSHELL_PLAIN, POWERSHELL_QUOTES } from '#shared/text/shell-word.ts';

/**
 * One small script a shell. Each asks `keyrack __complete AT -- words…` and takes lines of a value, a tab and what it is.
 * SECURITY: "a name is completed as a word, whatever stands in it" (tests/contract/completion.test.ts). Names come from
 * services too. So nothing here is evaluated, neither what was typed nor what came back; generators of such scripts do both.
 */
const BASH = `# bash completion of keyrack. Put into ~/.bashrc: source <(keyrack completion bash)
_keyrack() {
  local value text unfit=''
  # Bash puts a word behind an open quote as it is: only what means nothing there is offered, and where quotes are mixed,
  # only what means nothing anywhere.
  case \${COMP_WORDS[COMP_CWORD]} in
    ?*[\\"\\']*) unfit='*[!A-Za-z0-9_./:@%+=-]*' ;;
    \\"*) unfit='*[\\\\$\`"!]*' ;;
    \\'*) unfit="*[\\'!]*" ;;
  esac
  COMPREPLY=()
  while IFS=$'\\t' read -r value text; do
    if [ -z "$unfit" ]; then COMPREPLY+=("$(printf '%q' "$value")")
    elif [[ $value != $unfit ]]; then COMPREPLY+=("$value"); fi
  done < <(keyrack __complete "$((COMP_CWORD - 1))" -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o bashdefault -o default -F _keyrack keyrack
`;

const ZSH = `#compdef keyrack
# zsh completion of keyrack. Put into ~/.zshrc, after compinit: source <(keyrack completion zsh)
_keyrack() {
  local value text
  local -a found
  while IFS=$'\\t' read -r value text; do
    value=\${value//\\\\/\\\\\\\\}
    found+=("\${value//:/\\\\:}:$text")
  done < <(keyrack __complete $((CURRENT - 2)) -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  if (( $#found )); then _describe -V keyrack found; else _files; fi
}
if [ "$funcstack[1]" = _keyrack ]; then _keyrack "$@"; else compdef _keyrack keyrack; fi
`;

const FISH = `# fish completion of keyrack. Put into ~/.config/fish/config.fish: keyrack completion fish | source
function __keyrack_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -e before[1]
    set -l found (keyrack __complete (count $before) -- $before "$current" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c keyrack -f -a '(__keyrack_complete)'
`;

const POWERSHELL = `# PowerShell completion of keyrack. Put into $PROFILE: keyrack completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName keyrack -ScriptBlock {
    param($word, $ast, $cursor)
    $words = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.StartOffset -lt $cursor } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    $at = if ($word -eq '') { $words.Count } else { $words.Count - 1 }
    keyrack __complete $at -- @words 2>$null | ForEach-Object {
        $value, $text = $_ -split "\`t", 2
        $quoted = if ($value -cmatch '${POWERSHELL_PLAIN.source}') { $value } else { "'" + ($value -replace "${POWERSHELL_QUOTES.source}", '$0$0') + "'" }
        $tip = if ($text) { $text } else { $value }
        [System.Management.Automation.CompletionResult]::new($quoted, $value, 'ParameterValue', $tip)
    }
}
`;

export const COMPLETION_SCRIPTS: Readonly<Record<string, string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
};
