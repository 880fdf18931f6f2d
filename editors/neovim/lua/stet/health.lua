--- `:checkhealth stet`
local M = {}

local health = vim.health
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local fail = health.error or health.report_error

local function check_editor()
  start('Neovim')
  local version = vim.version()
  local text = ('%d.%d.%d'):format(version.major, version.minor, version.patch)
  if vim.fn.has('nvim-0.9') == 0 then
    fail(text .. ' is too old', { 'Use Neovim 0.9 or newer.' })
  elseif vim.fn.has('nvim-0.10') == 0 then
    ok(text .. ' (findings are pushed; 0.10 and newer ask for them)')
  else
    ok(text)
  end
end

local function check_program()
  start('The program')
  local cmd = require('stet').config.cmd
  if vim.fn.executable(cmd[1]) == 0 then
    fail(cmd[1] .. ' is not executable', {
      'Put the folder of the program into PATH,',
      "or name it: require('stet').setup({ cmd = { '/path/to/stet', 'lsp' } })",
    })
    return
  end
  local version = vim.trim(vim.fn.system({ cmd[1], '--version' }))
  if vim.v.shell_error == 0 then
    ok(('%s %s'):format(vim.fn.exepath(cmd[1]), version))
  else
    warn(cmd[1] .. ' --version failed', { vim.split(version, '\n')[1] })
  end
end

local function check_server()
  start('The server')
  local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)({ name = 'stet' })
  if #clients == 0 then
    warn('not running', { 'Open a file of one of the types in require("stet").config.filetypes.' })
    return
  end
  for _, client in ipairs(clients) do
    ok(('client %d, positions in %s, project %s'):format(
      client.id, client.offset_encoding, client.config.root_dir or '-'))
    local answer = require('stet.client').wait(client, 'stet/status', vim.empty_dict(), 2000)
    if answer and answer.result then
      for _, model in ipairs(answer.result.models) do
        ok(('model %s (%s)'):format(model.name, model.fingerprint:sub(1, 12)))
      end
      if #answer.result.models == 0 then
        warn('no model is loaded', { 'stet models list shows what is installed.' })
      end
    else
      fail('stet/status was not answered')
    end
  end
end

function M.check()
  check_editor()
  check_program()
  check_server()
end

return M
