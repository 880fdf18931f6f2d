"""An independent client, pygls, in a whole session, with lsprotocol's own types in both directions."""

import asyncio

import pytest
from harness.wire import PATIENCE
from lsprotocol import types
from pygls.lsp.client import LanguageClient


def test_a_pygls_client_proofreads_a_document(sandbox):
    asyncio.run(asyncio.wait_for(proofread(sandbox), PATIENCE * 2))


async def proofread(sandbox):
    client = LanguageClient("pygls-client", "1")
    published = asyncio.Queue()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: types.PublishDiagnosticsParams):
        published.put_nowait(params)

    @client.feature(types.WORKSPACE_CONFIGURATION)
    def configuration(params: types.ConfigurationParams):
        return [{} for _ in params.items]

    await client.start_io(sandbox.binary, "lsp", env=sandbox.env)
    encodings = [types.PositionEncodingKind.Utf32, types.PositionEncodingKind.Utf16]
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=encodings),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(version_support=True),
            code_action=types.CodeActionClientCapabilities(
                code_action_literal_support=types.ClientCodeActionLiteralOptions(
                    code_action_kind=types.ClientCodeActionKindOptions(value_set=[types.CodeActionKind.QuickFix])
                ),
                resolve_support=types.ClientCodeActionResolveOptions(properties=["edit"]),
            ),
        ),
    )
    answer = await client.initialize_async(
        types.InitializeParams(capabilities=capabilities, root_uri=sandbox.project.as_uri())
    )
    assert answer.capabilities.position_encoding in encodings
    client.initialized(types.InitializedParams())

    uri = sandbox.uri("pygls.md")
    item = types.TextDocumentItem(uri=uri, language_id="markdown", version=1, text="The 😀 wrold turns.\n")
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    first = await published.get()
    assert (first.uri, first.version, len(first.diagnostics)) == (uri, 1, 1)
    finding = first.diagnostics[0]
    units = 1 if answer.capabilities.position_encoding == types.PositionEncodingKind.Utf32 else 2
    assert finding.range == types.Range(types.Position(0, 5 + units), types.Position(0, 10 + units))

    identifier = types.TextDocumentIdentifier(uri)
    context = types.CodeActionContext(diagnostics=[finding], only=[types.CodeActionKind.QuickFix])
    actions = await client.text_document_code_action_async(types.CodeActionParams(identifier, finding.range, context))
    action = actions[0]
    if action.edit is None:
        action = await client.code_action_resolve_async(action)
    assert action.edit.changes[uri][0].new_text == "world"

    hover = await client.text_document_hover_async(types.HoverParams(identifier, finding.range.start))
    assert "world" in hover.contents.value

    change = types.TextDocumentContentChangePartial(range=finding.range, text=action.edit.changes[uri][0].new_text)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version=2, uri=uri), [change])
    )
    second = await published.get()
    assert (second.version, list(second.diagnostics)) == (2, [])

    status = await client.protocol.send_request_async("stet/status", {})
    assert status.documents[0].version == 2
    with pytest.raises(Exception, match="(?i)method|nonsense"):
        await client.protocol.send_request_async("stet/nonsense", {})

    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
