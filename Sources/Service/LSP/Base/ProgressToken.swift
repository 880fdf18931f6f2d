package import JSONRPC

/// Names one running work in `$/progress`; like a request's id an integer or a string.
package typealias ProgressToken = RequestID
