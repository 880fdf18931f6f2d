"""The system's Hunspell through ctypes, for the recipes."""
import ctypes
import ctypes.util


class Hunspell:
    def __init__(self, stem="/usr/share/hunspell/en_US"):
        self.library = ctypes.CDLL(ctypes.util.find_library("hunspell-1.7") or "libhunspell-1.7.so.0")
        self.library.Hunspell_create.restype = ctypes.c_void_p
        self.library.Hunspell_spell.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        self.library.Hunspell_suggest.argtypes = [
            ctypes.c_void_p, ctypes.POINTER(ctypes.POINTER(ctypes.c_char_p)), ctypes.c_char_p]
        self.library.Hunspell_free_list.argtypes = [
            ctypes.c_void_p, ctypes.POINTER(ctypes.POINTER(ctypes.c_char_p)), ctypes.c_int]
        self.handle = self.library.Hunspell_create(f"{stem}.aff".encode(), f"{stem}.dic".encode())

    def knows(self, word):
        return self.library.Hunspell_spell(self.handle, word.encode()) != 0

    def suggest(self, word):
        found = ctypes.POINTER(ctypes.c_char_p)()
        n = self.library.Hunspell_suggest(self.handle, ctypes.byref(found), word.encode())
        words = [found[i].decode() for i in range(n)]
        self.library.Hunspell_free_list(self.handle, ctypes.byref(found), n)
        return words
