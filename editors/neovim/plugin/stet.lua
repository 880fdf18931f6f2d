-- The user commands. Nothing is loaded before one of them runs, and no server starts before `setup`.
if vim.g.loaded_stet then
  return
end
vim.g.loaded_stet = true

local function command(name, description, action, options)
  vim.api.nvim_create_user_command(name, action, vim.tbl_extend('force', { desc = description }, options or {}))
end

command('StetHighlights', 'Show or hide the important sentences', function()
  require('stet.highlights').toggle()
end)
command('StetSimilar', 'List passages like the paragraph at the cursor', function()
  require('stet.passages').similar()
end)
command('StetSearch', 'List passages about something', function(invocation)
  require('stet.passages').search(invocation.args)
end, {
  nargs = '+',
  complete = function(_, line)
    return require('stet.passages').queries(line)
  end,
})
command('StetSuggestions', 'Switch suggestions in this buffer off, or on', function()
  require('stet.suggest').toggle()
end)
command('StetDuplicates', 'List paragraphs that occur twice', function()
  require('stet.passages').duplicates()
end)
command('StetIndex', 'Read documents into the index', function(invocation)
  require('stet.commands').index(invocation.fargs)
end, { nargs = '*', complete = 'file' })
command('StetStatus', 'Show what the daemon is doing', function()
  require('stet.commands').status()
end)
command('StetTeach', 'Mark the selection, or with ! the sentences, as a label of your own; the last word may name the head', function(invocation)
  require('stet.teach').run(invocation)
end, { nargs = '+', range = true, bang = true })
command('StetFixAll', 'Apply every safe replacement', function()
  require('stet.commands').fix_all()
end)

-- Commands of the server that need the editor: a list to look at, findings to ask for again.
vim.lsp.commands['stet.showSimilar'] = function(...)
  require('stet.commands').show_similar(...)
end
for _, name in ipairs({ 'stet.addToDictionary', 'stet.letStand' }) do
  vim.lsp.commands[name] = function(...)
    require('stet.commands').on_server(...)
  end
end
