/** What stands in the page before its script has drawn anything. */
export interface Shell {
  readonly policy: string
  readonly style: string
  readonly script: string
  /** JSON that may stand inside a script element. */
  readonly data: string
  /** Packed, in letters. */
  readonly stories: string
}

/** The page around what is drawn: the form, the contents, the place for everything else. */
export const shellOf = ({ policy, style, script, data, stories }: Shell): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The specification</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">To the text</a>
<header>
  <a class="home" href="#/">The specification</a>
  <form id="finder" role="search" aria-label="The specification">
    <label for="q">Search</label>
    <input id="q" type="search" autocomplete="off" spellcheck="false" placeholder="Words, or an identifier" aria-keyshortcuts="/">
    <span class="choice"><label for="tag">Tag</label> <select id="tag"><option value="">any</option></select></span>
    <span class="choice"><label for="requirement">Requirement</label> <select id="requirement"><option value="">any</option></select></span>
    <span class="choice"><label for="result">Result</label> <select id="result"><option value="">any</option></select></span>
  </form>
</header>
<div class="sheet">
  <nav aria-label="Contents">
    <details id="contents"><summary>Contents</summary><div id="areas"></div></details>
  </nav>
  <main id="main" tabindex="-1"><noscript><p>This page draws what it shows with a script of its own; allow scripts to read it.</p></noscript></main>
</div>
<p id="news" class="unseen" role="status"></p>
<script type="application/json" id="data">${data}</script>
<script type="text/plain" id="stories">${stories}</script>
<script>${script}</script>
</body>
</html>
`
