"use strict";
// Joins VS Code to « recueil lsp ». It has no dependency, so that a recueil works from the
// program alone: of the protocol, it speaks what that server does.
const vscode = require("vscode");
const { spawn } = require("node:child_process");

/** Server is a « recueil lsp » and the messages that come and go. */
class Server {
  constructor(program, folder, gone) {
    this.last = 0;
    this.waiting = new Map(); // what to do with an answer, by its number
    this.told = {}; // what to do with a notification, by its method
    this.read = Buffer.alloc(0);
    this.process = spawn(program, ["lsp"], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
    this.process.stdout.on("data", (piece) => this.take(piece));
    this.process.stdin.on("error", () => {}); // it is gone, which is said below
    const end = (why) => {
      for (const resolve of this.waiting.values()) resolve(null);
      this.waiting.clear();
      if (why) gone(why);
    };
    this.process.on("error", (fault) => end(fault.message));
    this.process.on("exit", (code) => end(code && `code ${code}`));
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  tell(method, params) {
    this.send({ method, params });
  }

  /** ask resolves to the answer, which is null when there is none. */
  ask(method, params) {
    const id = ++this.last;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.send({ id, method, params });
    });
  }

  take(piece) {
    this.read = Buffer.concat([this.read, piece]);
    for (;;) {
      const head = this.read.indexOf("\r\n\r\n");
      if (head < 0) return;
      const size = Number(/Content-Length: (\d+)/i.exec(this.read.subarray(0, head).toString())[1]);
      if (this.read.length < head + 4 + size) return;
      const message = JSON.parse(this.read.subarray(head + 4, head + 4 + size).toString());
      this.read = this.read.subarray(head + 4 + size);
      if (message.method) {
        this.told[message.method]?.(message.params);
        continue;
      }
      this.waiting.get(message.id)?.(message.result ?? null);
      this.waiting.delete(message.id);
    }
  }
}

// What the protocol says in VS Code's own words, and back.
const toRange = (r) => new vscode.Range(r.start.line, r.start.character, r.end.line, r.end.character);
const fromPosition = (p) => ({ line: p.line, character: p.character });
const fromRange = (r) => ({ start: fromPosition(r.start), end: fromPosition(r.end) });
const toMarkdown = (m) => m && new vscode.MarkdownString(m.value);

function toDiagnostic(d) {
  const made = new vscode.Diagnostic(toRange(d.range), d.message, d.severity - 1); // VS Code counts severities from 0
  made.code = d.code;
  made.source = d.source;
  made.relatedInformation = (d.relatedInformation ?? []).map((r) => new vscode.DiagnosticRelatedInformation(toLocation(r.location), r.message));
  return made;
}

const toLocation = (l) => new vscode.Location(vscode.Uri.parse(l.uri), toRange(l.range));

function toCompletion(c) {
  const made = new vscode.CompletionItem({ label: c.label, description: c.detail }, c.kind - 1); // kinds too
  made.documentation = toMarkdown(c.documentation);
  made.sortText = c.sortText;
  made.filterText = c.filterText;
  made.range = toRange(c.textEdit.range);
  made.insertText = c.insertTextFormat === 2 ? new vscode.SnippetString(c.textEdit.newText) : c.textEdit.newText;
  return made;
}

function toAction(a) {
  const made = new vscode.CodeAction(a.title, vscode.CodeActionKind.Empty.append(a.kind));
  made.diagnostics = (a.diagnostics ?? []).map(toDiagnostic);
  made.isPreferred = a.isPreferred;
  made.edit = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(a.edit.changes))
    for (const e of edits) made.edit.replace(vscode.Uri.parse(uri), toRange(e.range), e.newText);
  return made;
}

function toSymbol(s) {
  const made = new vscode.DocumentSymbol(s.name, "", s.kind - 1, toRange(s.range), toRange(s.selectionRange));
  made.children = (s.children ?? []).map(toSymbol);
  return made;
}

const files = "**/*.{md,yaml,csv,txt}";
let server;

async function activate(context) {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme !== "file") return;
  const program = vscode.workspace.getConfiguration("recueil", folder).get("programme", "recueil");
  server = new Server(program, folder.fsPath, (why) =>
    vscode.window.showErrorMessage(`« ${program} lsp » ne marche pas (${why}) : installez recueil, ou donnez son chemin dans le réglage « recueil.programme », puis rechargez la fenêtre.`),
  );
  const problems = vscode.languages.createDiagnosticCollection("recueil");
  server.told["textDocument/publishDiagnostics"] = (p) => problems.set(vscode.Uri.parse(p.uri), p.diagnostics.map(toDiagnostic));
  server.told["window/showMessage"] = (p) => vscode.window.showErrorMessage(p.message);
  const answer = await server.ask("initialize", {
    processId: process.pid,
    rootUri: folder.toString(),
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
  });
  if (!answer) return; // why was said
  server.tell("initialized", {});
  context.subscriptions.push(problems, ...follow(), ...offer({ scheme: "file", pattern: files }, answer.capabilities));
}

/** follow tells the server what is open, and what changes. */
function follow() {
  const ours = (document) => document.uri.scheme === "file" && /\.(md|yaml|csv|txt)$/.test(document.uri.path);
  const named = (document, more) => ({ textDocument: { uri: document.uri.toString(), version: document.version, ...more } });
  const open = (document) => ours(document) && server.tell("textDocument/didOpen", named(document, { languageId: document.languageId, text: document.getText() }));
  vscode.workspace.textDocuments.forEach(open);
  const disk = vscode.workspace.createFileSystemWatcher("**/*");
  let changes = [];
  let pause;
  const moved = (uri) => {
    if (vscode.workspace.textDocuments.some((d) => d.uri.toString() === uri.toString())) return; // its editor says so
    clearTimeout(pause);
    changes.push({ uri: uri.toString(), type: 2 });
    pause = setTimeout(() => server.tell("workspace/didChangeWatchedFiles", { changes: changes.splice(0) }), 500);
  };
  return [
    disk, disk.onDidCreate(moved), disk.onDidDelete(moved), disk.onDidChange(moved),
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!ours(document) || contentChanges.length === 0) return;
      server.tell("textDocument/didChange", { ...named(document), contentChanges: contentChanges.map((c) => ({ range: fromRange(c.range), text: c.text })) });
    }),
    vscode.workspace.onDidSaveTextDocument((document) => ours(document) && server.tell("textDocument/didSave", named(document))),
    vscode.workspace.onDidCloseTextDocument((document) => ours(document) && server.tell("textDocument/didClose", named(document))),
  ];
}

/** offer registers what the server answers to. */
function offer(selector, capabilities) {
  const asked = (document, range) => ({ textDocument: { uri: document.uri.toString() }, position: fromPosition(range.start ?? range), range: range.start && fromRange(range) });
  const ask = async (method, params, convert) => {
    const answer = await server.ask(`textDocument/${method}`, params);
    return answer && (Array.isArray(answer) ? answer.map(convert) : convert(answer));
  };
  const { languages } = vscode;
  return [
    languages.registerCompletionItemProvider(selector, { provideCompletionItems: (d, p) => ask("completion", asked(d, p), toCompletion) }, ...capabilities.completionProvider.triggerCharacters),
    languages.registerHoverProvider(selector, { provideHover: (d, p) => ask("hover", asked(d, p), (h) => new vscode.Hover(toMarkdown(h.contents), toRange(h.range))) }),
    languages.registerDefinitionProvider(selector, { provideDefinition: (d, p) => ask("definition", asked(d, p), toLocation) }),
    languages.registerDocumentSymbolProvider(selector, { provideDocumentSymbols: (d) => ask("documentSymbol", asked(d, new vscode.Position(0, 0)), toSymbol) }),
    languages.registerCodeActionsProvider(selector, {
      provideCodeActions: (d, range, context) => ask("codeAction", { ...asked(d, range), context: { only: context.only && [context.only.value] } }, toAction),
    }, { providedCodeActionKinds: capabilities.codeActionProvider.codeActionKinds.map((kind) => vscode.CodeActionKind.Empty.append(kind)) }),
  ];
}

async function deactivate() {
  if (!server) return;
  await server.ask("shutdown");
  server.tell("exit");
}

module.exports = { activate, deactivate };
