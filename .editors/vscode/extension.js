// Starts `gkml language-server` for the YAML files of a workspace, and again when its setting changes.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const command = vscode.workspace.getConfiguration("gkml").get("path");
  const files = "**/{gkml,catalogs/**/*,schema/profiles/*}.{yaml,yml}";
  client = new LanguageClient(
    "gkml",
    "gkml",
    { command, args: ["language-server"] },
    {
      documentSelector: [{ scheme: "file", language: "yaml" }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher(files) },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(
      `没有启动 gkml（${command}）：${error.message}。请先装 gkml[lsp]，或在设置里把 gkml.path 写成它的完整路径。`,
    );
  }
}

async function stop() {
  await client?.stop();
  client = undefined;
}

async function restart() {
  await stop();
  await start();
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("gkml.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("gkml.path") && restart()),
  );
  await start();
};

exports.deactivate = stop;
