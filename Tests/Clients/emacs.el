;;; emacs.el --- What test_emacs.py runs in a batch Emacs  -*- lexical-binding: t -*-
;; Environment: STET_NOTE is the file to open, STET_SETUP the configuration to load.

;; An unpacked Emacs has no compiler at hand.
(setq native-comp-enable-subr-trampolines nil native-comp-jit-compilation nil
      make-backup-files nil create-lockfiles nil eglot-autoshutdown nil eglot-sync-connect 30
      eglot-confirm-server-edits nil)
(prefer-coding-system 'utf-8)
(require 'flymake)
(load (getenv "STET_SETUP"))

(defun stet-wait (what condition)
  "Reads from processes until CONDITION returns something; WHAT is for the message when it never does."
  (let ((deadline (+ (float-time) 30)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) deadline))
      (accept-process-output nil 0.05))
    (or value (progn (message "waited in vain for %s" what) (kill-emacs 1)))))

(defun stet-flagged ()
  (mapcar (lambda (d) (buffer-substring-no-properties (flymake-diagnostic-beg d) (flymake-diagnostic-end d)))
          (flymake-diagnostics)))

(remove-hook 'text-mode-hook #'eglot-ensure)
(find-file (getenv "STET_NOTE"))
(text-mode)
(apply #'eglot (eglot--guess-contact))
(flymake-mode 1)
(flymake-start)
(stet-wait "findings" (lambda () (equal (stet-flagged) '("wrold" "recieve"))))
(goto-char (point-min))
(search-forward "recie")
(let* ((server (eglot-current-server))
       (action (seq-find (lambda (a) (string-match-p "receive" (plist-get a :title)))
                         (eglot-code-actions (1- (point)) (point)))))
  (eglot-execute server action)
  (stet-wait "the replacement" (lambda () (string-match-p "I receive letters" (buffer-string))))
  (eglot--signal-textDocument/didChange) ; the idle timer would, outside of a batch
  (stet-wait "fewer findings" (lambda () (flymake-start) (equal (stet-flagged) '("wrold"))))
  (princ (format "encoding %s\n" (plist-get (eglot--capabilities server) :positionEncoding)))
  (save-buffer)
  (eglot-shutdown server))
(kill-emacs 0)
