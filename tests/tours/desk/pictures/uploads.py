"""A photograph as somebody chooses it in a form."""

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.tours.pictures.photographs import jpeg


def photograph(colour: str = "teal", width: int = 600, height: int = 400) -> SimpleUploadedFile:
    return SimpleUploadedFile("Hall.jpg", jpeg(image=Image.new("RGB", (width, height), colour)), "image/jpeg")
