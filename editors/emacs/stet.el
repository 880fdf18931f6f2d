;;; stet.el --- Stet, a language server for prose, in eglot  -*- lexical-binding: t -*-
;; Put this into your init file. Eglot is part of Emacs 29 and newer; for 28 install it as a package.

(require 'eglot)

(defconst stet-modes '(markdown-mode gfm-mode text-mode org-mode rst-mode)
  "The modes in which Stet reads along.")

(add-to-list 'eglot-server-programs (cons stet-modes '("stet" "lsp")))
(dolist (mode '(markdown-mode-hook text-mode-hook))
  (add-hook mode #'eglot-ensure))

(provide 'stet)
;;; stet.el ends here
