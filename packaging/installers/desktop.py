"""The program's files for a Linux desktop: menu entry, metadata, file type."""

from pathlib import Path
from typing import Final

from installers import icons
from installers.identity import (
    CHINESE_NAME,
    CHINESE_SUMMARY,
    COMMAND,
    ENDING,
    EPOCH,
    ICON,
    ID,
    LESSON,
    LESSON_MIME,
    LICENSE,
    MIME,
    NAME,
    PUBLISHER,
    SUMMARY,
    version,
)

SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)
MENU: Final = f"applications/{ID}.desktop"
METADATA: Final = f"metainfo/{ID}.metainfo.xml"
KIND: Final = f"mime/packages/{ID}.xml"


def entry(command: str) -> str:
    """The menu entry that starts `command`, which is quoted as the specification requires."""
    return f"""\
[Desktop Entry]
Type=Application
Version=1.0
Name={NAME}
Name[zh_CN]={CHINESE_NAME}
GenericName=Optimisation laboratory
GenericName[zh_CN]=优化实验室
Comment={SUMMARY}
Comment[zh_CN]={CHINESE_SUMMARY}
Exec={command} %f
Icon={ID}
Terminal=false
Categories=Education;Science;Math;
Keywords=optimisation;optimization;optimizer;gradient;loss;Adam;momentum;machine learning;
Keywords[zh_CN]=优化;优化器;梯度;损失;动量;机器学习;
MimeType={MIME};{LESSON_MIME};
StartupNotify=true
StartupWMClass={COMMAND}
Actions=course;

[Desktop Action course]
Name=Begin the course
Name[zh_CN]=开始课程
Exec={command} --lesson 1
"""


def quoted(program: Path) -> str:
    """A path quoted for a menu entry."""
    text = str(program)
    for letter in '\\"`$':
        text = text.replace(letter, f"\\{letter}")
    return '"' + text.replace("\\", "\\\\").replace("%", "%%") + '"'


def metadata(number: str | None = None) -> str:
    """AppStream's description for software centres."""
    from datetime import UTC, datetime

    day = datetime.fromtimestamp(EPOCH, UTC).strftime("%Y-%m-%d")
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{ID}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>{LICENSE}</project_license>
  <name>{NAME}</name>
  <name xml:lang="zh_CN">{CHINESE_NAME}</name>
  <summary>{SUMMARY}</summary>
  <summary xml:lang="zh_CN">{CHINESE_SUMMARY}</summary>
  <description>
    <p>Drop balls on a three-dimensional error surface and watch each roll by an optimizer of your
    choice: gradient descent, momentum, Adam and many more. Panels show loss, gradient and the
    eigenvalues of the Hessian; every update can be gone back to.</p>
    <p xml:lang="zh_CN">把小球放到三维误差表面上，看它们各按所选的优化器滚动：
    梯度下降、动量法、Adam 等。面板显示损失、梯度和海森矩阵的特征值；每一次更新都可以退回。</p>
  </description>
  <launchable type="desktop-id">{ID}.desktop</launchable>
  <developer id="org.downhill"><name>{PUBLISHER}</name></developer>
  <content_rating type="oars-1.1"/>
  <provides><mediatype>{MIME}</mediatype><mediatype>{LESSON_MIME}</mediatype></provides>
  <releases><release version="{number or version()}" date="{day}"/></releases>
</component>
"""


def kind() -> str:
    """The program's file types."""
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{MIME}">
    <comment>{NAME} scenario</comment>
    <comment xml:lang="zh_CN">“{CHINESE_NAME}”情景</comment>
    <sub-class-of type="application/json"/>
    <icon name="{ID}"/>
    <glob pattern="*{ENDING}"/>
  </mime-type>
  <mime-type type="{LESSON_MIME}">
    <comment>{NAME} lesson</comment>
    <comment xml:lang="zh_CN">“{CHINESE_NAME}”课程</comment>
    <sub-class-of type="text/plain"/>
    <icon name="{ID}"/>
    <glob pattern="*{LESSON}"/>
  </mime-type>
</mime-info>
"""


def furnish(share: Path, command: str, number: str | None = None) -> tuple[Path, ...]:
    """Write all that belongs into a `share` folder; returns the files, relative to it."""
    texts = {MENU: entry(command), METADATA: metadata(number), KIND: kind()}
    for name, text in texts.items():
        _write(share / name, text.encode())
    pictures = {f"icons/hicolor/{n}x{n}/apps/{ID}.png": icons.png(n) for n in SIZES}
    pictures[f"icons/hicolor/scalable/apps/{ID}.svg"] = ICON.read_bytes()
    for name, data in pictures.items():
        _write(share / name, data)
    return tuple(Path(name) for name in (*texts, *pictures))


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    file.chmod(0o644)
